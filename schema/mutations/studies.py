"""Studies: who works in them, what they ask, the codes and themes that they sort things by."""

from collections.abc import Mapping
from typing import Any

from models.inquiry import (
    Code,
    ResearchQuestion,
    Study,
    StudyFigure,
    StudyMember,
    Theme,
    ThemeCode,
)
from models.inquiry_material import ThemeGrounding
from models.inquiry_rules import refuse_unfounded
from schema.mutations.records import creates, deletes, updates
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]
OF_STUDY = ("study_id",)

creates(Study, "Begin a study.")
updates(Study, "Change what a study says of itself.")
creates(
    StudyMember,
    "Take somebody into a study. Whoever is to make records in it has to be a member, the research"
    " office's own people too.",
)
updates(
    StudyMember,
    "Change what a member does in a study, or from when to when. Who it is does not change.",
    without=(*OF_STUDY, "person_id"),
)
creates(ResearchQuestion, "Add a question that a study asks.")
updates(ResearchQuestion, "Change a question that a study asks.", without=OF_STUDY)
deletes(ResearchQuestion, "Take back a question of a study.")
creates(StudyFigure, "Record a figure that a study reports of its own size.")
updates(StudyFigure, "Correct a figure that a study reports of its own size.", without=OF_STUDY)
deletes(StudyFigure, "Take back a figure of a study.")

creates(Code, "Add a code to a study's codebook, at the top or below another code.")
updates(
    Code,
    "Change a code, or move it below another one; a code is never part of itself.",
    without=OF_STUDY,
)
deletes(Code, "Take a code out of the codebook that was put to nothing and has no parts.")


async def clear_theme(work: Work, theme: Theme) -> None:
    """Take away what went into a theme."""
    await work.delete_all(await work.found(ThemeGrounding, "theme_id = $1", theme.id))
    await work.delete_all(await work.found(ThemeCode, "theme_id = $1", theme.id))


DATED_BY_VERBS = ("published_on",)

creates(Theme, "Write down a theme that codes were combined to.", without=DATED_BY_VERBS)
updates(Theme, "Change the wording of a theme.", without=(*OF_STUDY, *DATED_BY_VERBS))
deletes(
    Theme,
    "Give up a theme that was never published, with what went into it; not one that memos or"
    " others' codings refer to.",
    clear=clear_theme,
)


async def of_its_study(work: Work, part: ThemeCode) -> None:
    """Say of what went into a theme that it is of the theme's study."""
    part.study_id = (await work.load(Theme, (part.theme_id,), "themeId")).study_id


creates(
    ThemeCode,
    "Say that a code or category of the same study went into a theme.",
    without=OF_STUDY,
    also=of_its_study,
)
deletes(ThemeCode, "Say that a code did not go into a theme after all.")


@verb(Theme, "publish")
async def publish(work: Work, theme: Theme, _given: Given) -> None:
    """Publish a theme: everyone reads it from now on, and nobody the codings behind it.

    It needs a code that went into it and a coding that grounds it, as far as the caller sees
    them; all that is missing is told at once.
    """
    refuse_unfounded(
        await work.found(ThemeCode, "theme_id = $1", theme.id),
        await work.found(ThemeGrounding, "theme_id = $1", theme.id),
    )
    theme.published_on = await work.today()
