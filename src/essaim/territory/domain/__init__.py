"""The rules of territory, without database or web."""
