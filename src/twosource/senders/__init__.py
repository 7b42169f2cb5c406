"""Ways by which alerts leave: signed webhooks and mail."""
