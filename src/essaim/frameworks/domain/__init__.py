"""The rules of frameworks, without database or web."""
