"""The demo network: Mill City as its study tells it, and what was invented to make it whole."""
