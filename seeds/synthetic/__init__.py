"""A network of any size, made by lot: for benches, load tests and trying things at scale.

A district's rows follow from the seed and the district's number alone, so a larger network of the
same seed contains the smaller one, and a second run changes nothing. Everything is marked as
illustration.
"""

from seeds.synthetic.loading import load
from seeds.synthetic.personas import monitor, state_officer

__all__ = ["load", "monitor", "state_officer"]
