"""Other people's documents become records: every line is placed in a field or kept in the notes."""
