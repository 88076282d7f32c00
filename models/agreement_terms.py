"""The words in which agreement between coders is told."""

from models.vocabulary import Vocabulary

__all__ = ["AgreementGap"]


class AgreementGap(Vocabulary):
    """Why a coefficient of agreement has no value."""

    NO_SECOND_CODER = (
        "No text that has the code was coded by two coders, as far as the caller sees."
    )
    NO_VARIATION = (
        "Nobody, or everybody everywhere, put the code to the texts in common: chance alone would"
        " make them agree on everything."
    )
