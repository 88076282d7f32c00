"""The demo network: Mill City as its study tells it, and what was invented to make it whole."""

from seeds.demo.loader import SCENARIOS, load
from seeds.demo.release import publish_once

__all__ = ["SCENARIOS", "load", "publish_once"]
