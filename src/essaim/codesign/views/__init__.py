"""The pages of a session: prepared, run in the room, followed on the phone."""
