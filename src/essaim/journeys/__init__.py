"""The systems of the seminar played end to end: demonstration data and acceptance tests."""
