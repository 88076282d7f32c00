"""Print the statements that put every table into its slice: the draft of a migration's policies."""

from auth.slices import policies

for statement in policies():
    print(f"{statement};")  # noqa: T201 - this is what the module is run for
