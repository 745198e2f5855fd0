"""Who people are to the platform, links and chains, without database or web."""
