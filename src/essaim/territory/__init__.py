"""Where people and services are: communes, groupings, and the register of providers."""
