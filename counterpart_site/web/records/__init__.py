"""Pages of the record itself: its tables, their rows, each row with its history."""
