"""Many reports to one event."""
