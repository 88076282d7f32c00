"""The edge: HTTP, command line, settings and telemetry. Knows transport, no domain."""
