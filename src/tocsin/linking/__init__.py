"""Many reports to one event; so far every report is an event of its own."""
