"""What the network says in a file in words of its own: variables, kinds of cases, detail notes.

A researcher who gives sources and cases these variables in another program has them taken as if
the network had written them.
"""

from collections.abc import Mapping
from typing import Final

__all__ = ["STYLES", "VARIABLES", "detail_text", "details_of"]

KIND: Final = "Kind"
DISTRICT: Final = "District"
DATE: Final = "Date"
OFFICE: Final = "Office"
PART: Final = "Part"
WHAT: Final = "What"
PSEUDONYM: Final = "Pseudonym"
MINUTES: Final = "Minutes"
INNOVATION: Final = "Innovation"
JOB: Final = "Job"

VARIABLES: Final[Mapping[str, tuple[str, str]]] = {
    KIND: (
        "Text",
        "Interview, Observation or Document; of a case Site, Key actor, Pseudonym or Informant.",
    ),
    DISTRICT: ("Text", "The district's name."),
    DATE: ("Date", "The day of the interview or observation, or of collecting the document."),
    OFFICE: ("Text", "The office of whoever was met, such as PRINCIPAL."),
    PART: ("Text", "How the person stands to what is being changed, such as USER."),
    WHAT: ("Text", "What was observed or collected, such as CLASSROOM or MINUTES."),
    PSEUDONYM: ("Text", "What the study calls the person."),
    MINUTES: ("Integer", "How long it took."),
    INNOVATION: ("Text", "The innovation at the site."),
    JOB: ("Text", "A key actor's kind of work."),
}
"""Each variable's type and meaning."""

INTERVIEW: Final = "Interview"
OBSERVATION: Final = "Observation"
DOCUMENT: Final = "Document"
SITE: Final = "Site"
KEY_ACTOR: Final = "Key actor"
INFORMANT: Final = "Informant"
PSEUDONYMOUS: Final = "Pseudonym"

MASKED: Final = "masked"
"""The name of a selection that is masked, with what it would give away after a colon."""

METHOD: Final = "Method"
QUESTION: Final = "Research question "
GROUNDS: Final = "grounds"
STANDS_ON: Final = "stands on"
DETAILS: Final = "details"

POSITIVE: Final = "+"
NEGATIVE: Final = "−"
NEGATIVES: Final = ("−", "-", "–")

STYLES: Final[Mapping[str, str]] = {
    "STATED": "solid",
    "STATED_OF_FAMILY": "dashed",
    "INFERRED": "dotted",
}
"""What a causal claim rests on, by the line that it is drawn with."""

BLOCK: Final = "█"
"""What stands for a character that is masked."""

INDENT = "  "


def detail_text(details: Mapping[str, str | None]) -> str:
    """Details as lines that people and programs read: a name, a colon, and what follows it."""
    given = {name: text for name, text in details.items() if text}
    return "\n".join(
        f"{name}: {text.replace(chr(10), chr(10) + INDENT)}" for name, text in given.items()
    )


def details_of(text: str) -> dict[str, str]:
    """The details that such lines give; lines of another form belong to nothing."""
    details: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if line.startswith(INDENT) and name:
            details[name] += "\n" + line.removeprefix(INDENT)
        elif ": " in line:
            name, _, rest = line.partition(": ")
            details[name] = rest
    return details
