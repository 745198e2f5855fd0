"""Frameworks as data: versions that never change, three ways of scoring, dated parameters."""
