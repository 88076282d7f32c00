"""The commands of `throughline`, one module each; what they do is done elsewhere."""

__all__ = ["CommandFailed"]


class CommandFailed(Exception):  # noqa: N818 - named by what happened, as models.failures are
    """A command can't do what it was asked; the message is one line for the operator."""
