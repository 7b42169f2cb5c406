"""Where work is done: behind ``ports.Engine``."""
