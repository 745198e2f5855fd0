"""Aid that depends on what was reached: schemes, agreements, explained statements."""
