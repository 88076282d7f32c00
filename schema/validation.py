"""Standard validation, kept from taking long over what nobody would write.

graphql-core bounds what it compares and how many errors it gives, but a kilobyte of fragments still
takes it a second, and a literal of 4,000 unknown fields is printed in a hundred messages.
"""

from contextlib import suppress
from typing import Final

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLInputType,
    GraphQLSchema,
    ValueNode,
    VisitorAction,
    specified_rules,
    validate,
)
from graphql.language import SKIP
from graphql.validation import ValidationContext, ValuesOfCorrectTypeRule, validation_context
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError

from models.failures import ErrorCode

__all__ = ["validate_safely"]

# Its own settings, at a fifth and two fifths of its defaults: with them no document that is within
# our limits took longer than 0.3 s.
overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = 100_000
validation_context.MAX_FRAGMENT_WORK = 20_000

WRONG_VALUES: Final = 5
LONGEST_MESSAGE: Final = 500


class FewWrongValues(ValuesOfCorrectTypeRule):
    """The standard rule, up to a few errors: each prints the whole literal it was found in."""

    def __init__(self, context: ValidationContext) -> None:
        super().__init__(context)
        self.left = WRONG_VALUES

    def is_valid_value_node(
        self, node: ValueNode, input_type: GraphQLInputType | None
    ) -> VisitorAction:
        if self.left:
            with suppress(EnoughWrongValues):
                return super().is_valid_value_node(node, input_type)
        return SKIP

    def report_error(self, error: GraphQLError) -> None:
        super().report_error(error)
        self.left -= 1
        if not self.left:
            raise EnoughWrongValues


class EnoughWrongValues(Exception):  # noqa: N818 - named by what happened, like the failures
    """The last wrong value that is told has been found."""


RULES: Final = [
    FewWrongValues if rule is ValuesOfCorrectTypeRule else rule for rule in specified_rules
]


def validate_safely(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """Standard validation, for a document that check_document has found to be within the limits.

    Every error carries a code; one that only says that validation gave up is of the limits.
    """
    return [coded(error) for error in validate(schema, document, RULES)]


def coded(error: GraphQLError) -> GraphQLError:
    """A validation error with its code."""
    if isinstance(error, ValidationAbortedError) and error.message == "Validation aborted.":
        return GraphQLError(
            "This request repeats fields, or spreads fragments, too often to be checked.",
            extensions={"code": ErrorCode.COST_LIMIT_EXCEEDED.value, "limit": "comparisons"},
        )
    error.extensions = {"code": ErrorCode.BAD_USER_INPUT.value}
    if len(error.message) > LONGEST_MESSAGE:
        error.message = error.message[:LONGEST_MESSAGE] + "…"
    return error
