"""Through whom it came: relays, origins and stated bases of what is credited, and what a source rests on."""
