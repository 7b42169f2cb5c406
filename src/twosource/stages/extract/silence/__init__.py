"""What was not said and what nobody could establish."""
