"""Readers of published files: what is certain is repaired, what is not is refused, all is told."""
