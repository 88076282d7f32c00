"""Tables, invariants, state machines and migrations: one module a room."""
