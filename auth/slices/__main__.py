"""Print the statements that put every table into its slice: the draft of a migration."""

from auth.slices import policies, triggers
from auth.slices.confidences import about_function

for statement in (*policies(), *triggers(), about_function()):
    print(f"{statement};")  # noqa: T201 - this is what the module is run for
