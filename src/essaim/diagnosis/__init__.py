"""Crossed views: who is asked what, what each group answers, and where they disagree."""
