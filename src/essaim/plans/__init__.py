"""Three-year action plans: what is promised for each year, done, observed and proved."""
