"""What is typed in a session: its preparation, its acts, a phone's note and ballot."""
