"""The matrix of sites: what became of each innovation, why it was adopted, and who moved."""

from sqlalchemy import ARRAY, Integer, Text

from models.careers import Motive
from models.innovation import ActorGroup, ClaimBasis, Outcome, SiteFamily, SiteRating
from models.people import Role
from models.question_terms import SiteMatrixKey
from models.vocabulary import Word
from schema.questions import asked_of, column_of, given, question, questions, record
from schema.scalars import vocabulary_enum
from schema.shapes import list_of

__all__ = ["SiteMatrixMotive", "SiteMatrixOutcome", "SiteMatrixRow"]

MOST_SITES = 500


@question("site_outcomes", "district_id", "rating_id")
class SiteMatrixOutcome:
    """How far an outcome was reached at a site, as a cell of the matrix."""

    outcome = column_of(Word(Outcome), "The outcome.")
    rating = column_of(
        Word(SiteRating), "How much of it there is; null where it is not known.", is_nullable=True
    )
    basis = column_of(Word(ClaimBasis), "What the rating rests on.", is_nullable=True)
    outcome_rating = record(
        "OutcomeRating", "district_id", "rating_id", says="The rating, with its evidence."
    )


@question("site_motives", reads=("adoption_motive",))
class SiteMatrixMotive:
    """How often a motive was recorded at a site."""

    motive = column_of(Word(Motive), "The motive.")
    group = column_of(Word(ActorGroup), "Whether of users or of administrators.")
    mentions = column_of(Integer(), "How often it was recorded.")
    explicit_mentions = column_of(Integer(), "How often the person said so.")
    actors = column_of(Integer(), "How many key actors had it, where it is known who.")


@question(
    "site_matrix",
    "district_id",
    "site_id",
    "innovation_id",
    reads=("job_mobility_key_actor", "mobility_assessment"),
    reads_as=Role.RESEARCH_OFFICE.name,
)
class SiteMatrixRow:
    """A site as a row of the matrix; its figures are of the rows that the caller may see."""

    site = record("Site", "district_id", "site_id", says="The site.")
    district = record("District", "district_id", says="The site's district.", is_nullable=False)
    innovation = record(
        "Innovation", "innovation_id", says="What the site took up.", is_nullable=False
    )
    families = column_of(ARRAY(Word(SiteFamily)), "The families that it belongs to.")
    moves = column_of(
        Integer(),
        "How many changes of job were recorded at the site; null for callers who may not see them.",
        is_nullable=True,
    )
    movers = column_of(
        Integer(),
        "How many key actors changed jobs; null for all but the research office.",
        is_nullable=True,
    )
    innovation_related_moves = column_of(
        Integer(),
        "How many of the moves were related to the innovation; null likewise.",
        is_nullable=True,
    )
    upward_moves = column_of(
        Integer(), "How many of the moves led upward; null likewise.", is_nullable=True
    )
    unwanted_moves = column_of(
        Integer(), "How many of the moves were unwanted; null likewise.", is_nullable=True
    )
    outcomes = asked_of(
        SiteMatrixOutcome,
        "district_id",
        "site_id",
        says="The outcomes, always all six in the same order.",
        at_most=6,
    )
    motives = asked_of(
        SiteMatrixMotive,
        "district_id",
        "site_id",
        says="The motives for adopting the innovation, the most often recorded first; only those"
        " that the caller may see.",
        at_most=40,
    )


questions.ask(
    "siteMatrix",
    asked_of(
        SiteMatrixRow,
        says="The sites that the caller may see, side by side: outcomes, families, motives and"
        " changes of job. In the order asked for, most first; what is not known comes last, and"
        " the district's name breaks ties.",
        given=(
            given(
                "orderBy",
                list_of(vocabulary_enum(SiteMatrixKey)),
                "What the rows are ordered by, the first before the second.",
                ARRAY(Text()),
                default=[],
            ),
        ),
        at_most=MOST_SITES,
    ),
)
