"""The demo network, importers and synthetic networks: a library that tests use too."""
