"""The rules of diagnosis, without database or web."""
