"""Print the statements that put every table into its slice: the draft of a migration."""

from auth.slices import policies, triggers

for statement in (*policies(), *triggers()):
    print(f"{statement};")  # noqa: T201 - this is what the module is run for
