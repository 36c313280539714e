"""Many reports to one event: which reports of different articles tell of one event."""
