"""Which statements make one claim: slots that decide, likeness that proposes, and how they are joined."""
