"""Forms read the shape of what was typed; whether it is allowed, the domain says."""
