"""Questions asked of coded interviews: words in texts, codes together, coders in agreement."""

from sqlalchemy import Boolean, Column, Integer, Numeric, Text

from models.agreement_terms import AgreementGap
from models.failures import BadUserInput
from models.vocabulary import Word
from schema.entities import ColumnField
from schema.inquiry import Code, Study, Transcript
from schema.questions import asked_of, column_of, given, given_id, question, questions, record
from schema.searches import Search, searches

__all__ = [
    "CodeAgreement",
    "CodeCooccurrence",
    "CoderPairAgreement",
    "TranscriptExcerpt",
    "TranscriptExcerptPart",
]

MOST_PAIRS_OF_CODES = 1000
MOST_CODES = 500
MOST_PAIRS_OF_CODERS = 45
MOST_EXCERPTS = 10

QUERY = given(
    "query",
    str,
    'The words to find, as in a web search: all of them, `"several in a row"`, `this or that`,'
    " `-without`. Upper and lower case and endings of English words make no difference. 500"
    " characters at most.",
    Text(),
    is_required=True,
)


def _most(first: int) -> int:
    if not 1 <= first <= MOST_EXCERPTS:
        message = f"{first} excerpts are asked for; 1 to {MOST_EXCERPTS} are allowed."
        raise BadUserInput(message)
    return first


WITH_PARTS = given(
    "withParts",
    bool,
    "Whether a code applies wherever a code that is part of it does, at whatever depth.",
    Boolean(),
    default=False,
)


# Words in texts


@question("excerpt_parts")
class TranscriptExcerptPart:
    """A piece of an excerpt: what was found, or what stands between."""

    text = column_of(Text(), "The piece of text, as it is: escape it before it becomes HTML.")
    is_match = column_of(Boolean(), "Whether it is a word that was looked for.")


@question("excerpts", "match_starts", "match_ends", reads=("transcript", "transcript_original"))
class TranscriptExcerpt:
    """A passage of a transcript in which words of a query stand, of the text that the caller reads.

    Where the caller reads the text masked, masked words are neither found nor shown.
    """

    starts_at = column_of(Integer(), "Where it starts: code points of the text before it.")
    ends_at = column_of(Integer(), "Where it ends: code points of the text up to its end.")
    text = column_of(Text(), "The passage.")
    parts = asked_of(
        TranscriptExcerptPart,
        "text",
        "starts_at",
        "match_starts",
        "match_ends",
        says="The passage in pieces, so that what was found can be highlighted; one after the"
        " other they are its text.",
        at_most=60,
    )


questions.ask_of(
    Transcript,
    "excerpts",
    asked_of(
        TranscriptExcerpt,
        "district_id",
        "id",
        says="The passages that show best where the words of a query stand, in the order of the"
        " text; none if it has none of them.",
        given=(
            QUERY,
            given(
                "first",
                int,
                f"How many passages at most, 1 to {MOST_EXCERPTS}.",
                Integer(),
                convert=_most,
                default=3,
            ),
        ),
        at_most=MOST_EXCERPTS,
    ),
)

searches["searchTranscripts"] = Search(
    name="searchTranscripts",
    entity="Transcript",
    description="The transcripts in which the words of a query stand, of the text that the caller"
    " reads: where it is masked, what is masked can't be found. The best come first, by how often"
    " and how close together the words stand in a text for its length; other texts make no"
    " difference. `orderBy` asks for another order. `excerpts` of each shows where the words are.",
    function="transcripts_with",
    keys=("district_id", "transcript_id"),
    fit=ColumnField("fit", Column("fit", Numeric()), "How well the text fits the query."),
    given=(QUERY,),
    reads=("transcript", "transcript_original"),
)


# Codes together


@question("code_cooccurrences", "code_id", "other_code_id", reads=("coding",))
class CodeCooccurrence:
    """Two codes that one coder put to overlapping ranges of text, of the codings that are seen."""

    code = record("Code", "code_id", says="The one code.")
    other_code = record("Code", "other_code_id", says="The other code.")
    overlaps = column_of(
        Integer(), "How often: pairs of codings, one of each, that share a code point or more."
    )
    transcripts = column_of(Integer(), "In how many transcripts.")
    code_points_of_both = column_of(Integer(), "How many code points a coder marked with both.")
    code_points_of_either = column_of(
        Integer(), "How many code points a coder marked with one of them or with both."
    )
    overlap_share = column_of(
        Numeric(),
        "The share of the code points with either that have both, 0 to 1, to four decimals.",
    )


questions.ask_of(
    Study,
    "codeCooccurrences",
    asked_of(
        CodeCooccurrence,
        "id",
        says="Which of its codes coders put to overlapping ranges, each pair once, the most often"
        " first; 1,000 at most. What two coders do with the same passage is agreement, and counts"
        " as no co-occurrence.",
        given=(
            given_id("Code", "code", "The id of a code: only pairs with it.", is_required=False),
            WITH_PARTS,
        ),
        at_most=MOST_PAIRS_OF_CODES,
    ),
)
questions.ask_of(
    Code,
    "cooccurrences",
    asked_of(
        CodeCooccurrence,
        "study_id",
        "id",
        says="Which other codes coders put to ranges that overlap with its own, the most often"
        " first; 1,000 at most.",
        given=(WITH_PARTS,),
        at_most=MOST_PAIRS_OF_CODES,
    ),
)


# Coders in agreement


@question("coder_pair_agreement", "coder_id", "other_coder_id", reads=("coding",))
class CoderPairAgreement:
    """How far two coders agree on where a code applies, over the texts that both have coded.

    Each code point of those texts is a unit, of which a coder says that the code applies or that it
    does not.
    """

    coder = record("StudyMember", "coder_id", says="The one coder.")
    other_coder = record("StudyMember", "other_coder_id", says="The other coder.")
    transcripts = column_of(Integer(), "How many transcripts both have coded.")
    code_points = column_of(Integer(), "How many code points these transcripts have.")
    both_mark = column_of(Integer(), "How many of the code points both marked with the code.")
    one_marks = column_of(Integer(), "How many only the one coder marked.")
    other_marks = column_of(Integer(), "How many only the other coder marked.")
    neither_marks = column_of(Integer(), "How many neither marked.")
    observed_agreement = column_of(
        Numeric(),
        "The share of the code points of which both say the same, 0 to 1, to four decimals.",
    )
    kappa = column_of(
        Numeric(),
        "Cohen's kappa: 1 where they agree on all, 0 where no more than by chance; to four"
        " decimals. Null where it is not defined.",
        is_nullable=True,
    )
    undefined = column_of(
        Word(AgreementGap), "Why kappa is not defined; null where it is.", is_nullable=True
    )


@question("coder_agreement", "study_id", "code_id", "with_parts", reads=("coding",))
class CodeAgreement:
    """How far coders agree on where a code applies, over the codings that the caller may see.

    Each code point of a text is a unit. Whoever put at least one of the study's codes to a text has
    said of each of its code points that the code applies or that it does not; whoever put none has
    said nothing of that text.
    """

    code = record("Code", "code_id", says="The code.")
    coders = column_of(Integer(), "How many coders have coded a text that another has coded too.")
    transcripts = column_of(Integer(), "How many transcripts two coders or more have coded.")
    code_points = column_of(Integer(), "How many code points these transcripts have.")
    alpha = column_of(
        Numeric(),
        "Krippendorff's alpha of all coders, for nominal data: 1 where they agree on all, 0 where"
        " no more than by chance; to four decimals. Null where it is not defined.",
        is_nullable=True,
    )
    undefined = column_of(
        Word(AgreementGap), "Why alpha is not defined; null where it is.", is_nullable=True
    )
    pairs = asked_of(
        CoderPairAgreement,
        "study_id",
        "code_id",
        "with_parts",
        says="Each two coders who have coded a text in common, those with the most text first; 45"
        " at most.",
        at_most=MOST_PAIRS_OF_CODERS,
    )


questions.ask_of(
    Study,
    "coderAgreement",
    asked_of(
        CodeAgreement,
        "id",
        says="How far coders agree on each code that any of them has put to a text, the most used"
        " first; 500 at most. docs/coded-interviews.md tells what the unit of analysis means.",
        given=(
            given_id("Code", "code", "The id of a code: only that one.", is_required=False),
            WITH_PARTS,
        ),
        at_most=MOST_CODES,
    ),
)
questions.ask_of(
    Code,
    "coderAgreement",
    asked_of(
        CodeAgreement,
        "study_id",
        "id",
        says="How far coders agree on it; null where the caller sees no text that it was put to.",
        given=(WITH_PARTS,),
        is_list=False,
        is_nullable=True,
    ),
)
