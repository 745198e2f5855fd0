"""The rules of a session: its steps, its notes, its votes; pure."""
