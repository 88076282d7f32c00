"""What one document may ask for, counted before anything that could be slow has seen it.

graphql-core's parser takes a document of 100 kB of single letters for 400 ms, and rules that
follow fragment spreads visit a kilobyte of them a million times. So the text is bounded before
it is parsed, and the parsed document is counted with one look at each fragment: the counts of a
fragment are reckoned once and then multiplied by how often it is spread.

The page size and the estimated number of records need the schema and the variables; they are
the compiler's to check.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Source,
    parse,
)

from models.failures import ErrorCode

__all__ = ["Limits", "check_document", "parse_safely"]

COUNTED_TO: Final = 1_000_000
"""Counting stops here: a kilobyte of fragments can ask for more fields than there are atoms."""

TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\"""|\\|"(?!""))*+(?:""")?'  # block string
    r'|"(?:[^"\\\r\n]|\\.)*+"?'  # string
    r"|(?P<comment>#)[^\r\n]*+"
    r"|(?P<open>[{(\[])"
    r"|(?P<close>[})\]])"
    r"|\.\.\.|[!$&:=@|]|[\w+\-.]++"
)
"""The tokens of a document, and whatever comes nearest to one in what is no document.

Possessive, and content with strings that never end, so that it is linear on any text.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask for at most."""

    document_bytes: int = 100_000
    tokens: int = 15_000
    nesting: int = 100
    """Of braces, brackets and parentheses, wherever they stand."""
    operations: int = 50
    depth: int = 20
    """Of fields, through fragments."""
    aliases: int = 200
    """Of one field in one operation, through fragments."""
    fields: int = 10_000
    """Of one operation with its fragments written out."""
    page: int = 1_000
    records: int = 200_000


def parse_safely(query: str, limits: Limits) -> DocumentNode:
    """The parsed document; raises GraphQLError for a syntax error or a text too large to parse.

    Empty selection sets, which graphql-core takes by default, are refused as in the released
    specification.
    """
    check_text(query, limits)
    try:
        return parse(query, allow_empty_selection_sets=False)
    except GraphQLError as error:
        error.extensions = {"code": ErrorCode.BAD_USER_INPUT.value}
        raise


def check_text(query: str, limits: Limits) -> None:
    """Bound the bytes, tokens and nesting of a text that nobody has parsed yet."""
    size = len(query.encode(errors="surrogatepass"))
    if size > limits.document_bytes:
        raise too_much("document_bytes", "is {} bytes long", limits.document_bytes, size)
    tokens = last = nesting = nested = place = 0
    for match in TOKEN.finditer(query):
        tokens += 1
        if tokens == limits.tokens + 1:
            last = match.start()
        if match.lastgroup == "open":
            nesting += 1
            if nesting > nested:
                nested = nesting
                place = match.start()
        elif match.lastgroup == "close":
            nesting -= 1
    source = Source(query)
    if tokens > limits.tokens:
        raise too_much(
            "tokens", "has {} tokens", limits.tokens, tokens, source=source, positions=[last]
        )
    if nested > limits.nesting:
        raise too_much(
            "nesting", "nests {} brackets", limits.nesting, nested, source=source, positions=[place]
        )


def check_document(document: DocumentNode, limits: Limits) -> list[GraphQLError]:
    """What each operation asks for beyond the limits; empty if nothing.

    Linear in the document for each operation, whatever its fragments do. Unknown fragments,
    and spreads that close a cycle, are counted as empty: validation reports them.
    """
    operations = [
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    ]
    if len(operations) > limits.operations:
        place = operations[limits.operations]
        return [
            too_much("operations", "has {} operations", limits.operations, len(operations), place)
        ]
    fragments = {
        node.name.value: outline(node)
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    totals = written_out(fragments)
    return [
        error for node in operations for error in check_operation(node, fragments, totals, limits)
    ]


@dataclass(slots=True)
class Outline:
    """One definition by itself: what it selects, and where it spreads which fragment."""

    body: SelectionSetNode
    fields: int = 0
    depth: int = 0
    aliased: Counter[str] = field(default_factory=Counter)
    spreads: Counter[str] = field(default_factory=Counter)
    above: dict[str, int] = field(default_factory=dict)
    """Of each spread, the most fields that stand above it."""


@dataclass(frozen=True, slots=True)
class Total:
    """A definition with its fragments written out; `through` is the spread that leads deepest."""

    fields: int
    depth: int
    through: str | None


def outline(definition: OperationDefinitionNode | FragmentDefinitionNode) -> Outline:
    """The outline of a definition, in one pass that follows no spread."""
    result = Outline(definition.selection_set)
    for selection, above in selections(definition.selection_set):
        name = selection.name.value
        if isinstance(selection, FieldNode):
            result.fields += 1
            result.depth = max(result.depth, above + 1)
            if selection.alias:
                result.aliased[name] += 1
        else:
            result.spreads[name] += 1
            result.above[name] = max(result.above.get(name, 0), above)
    return result


def selections(body: SelectionSetNode) -> Iterator[tuple[FieldNode | FragmentSpreadNode, int]]:
    """Each field and spread with the number of fields above it; no recursion.

    A second spread of one fragment below one field adds nothing to a response, and is left out.
    """
    waiting: list[tuple[SelectionSetNode, int, set[str]]] = [(body, 0, set())]
    while waiting:
        current, above, spread = waiting.pop()
        for selection in current.selections:
            if isinstance(selection, FieldNode):
                yield selection, above
                if selection.selection_set:
                    waiting.append((selection.selection_set, above + 1, set()))
            elif isinstance(selection, InlineFragmentNode):
                waiting.append((selection.selection_set, above, spread))
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                yield selection, above


def written_out(fragments: dict[str, Outline]) -> dict[str, Total]:
    """The totals of all fragments, in an order that puts what is spread before what spreads it."""
    totals: dict[str, Total] = {}
    begun: set[str] = set()
    path = [("", iter(fragments))]
    while path:
        name, spreads = path[-1]
        spread = next(
            (spread for spread in spreads if spread in fragments and spread not in begun), None
        )
        if spread is not None:
            begun.add(spread)
            path.append((spread, iter(fragments[spread].spreads)))
        else:
            path.pop()
            if path:
                totals[name] = total(fragments[name], totals)
    return totals


def total(definition: Outline, totals: dict[str, Total]) -> Total:
    """One definition's counts, from those of what it spreads."""
    fields, depth, through = definition.fields, definition.depth, None
    for name, times in definition.spreads.items():
        spread = totals.get(name)
        if spread is None:
            continue
        fields += times * spread.fields
        if definition.above[name] + spread.depth > depth:
            depth, through = definition.above[name] + spread.depth, name
    return Total(min(fields, COUNTED_TO), depth, through)


def check_operation(
    node: OperationDefinitionNode,
    fragments: dict[str, Outline],
    totals: dict[str, Total],
    limits: Limits,
) -> Iterator[GraphQLError]:
    """What one operation asks for beyond the limits."""
    operation = outline(node)
    found = total(operation, totals)
    if found.depth > limits.depth:
        place = too_deep(operation, found, fragments, totals, limits.depth)
        yield too_much("depth", "is {} levels deep", limits.depth, found.depth, place)
    if found.fields > limits.fields:
        yield too_much("fields", "asks for {} fields", limits.fields, found.fields, node)
    if found.fields > limits.aliases:
        for name, times in aliases(operation, fragments, totals).items():
            if times > limits.aliases:
                yield too_much(
                    "aliases", f"gives '{name}' {{}} aliases", limits.aliases, times, node
                )


def aliases(
    operation: Outline, fragments: dict[str, Outline], totals: dict[str, Total]
) -> Counter[str]:
    """How many aliases an operation gives to each field, from the top down through fragments."""
    result = Counter(operation.aliased)
    spreads = Counter(operation.spreads)
    for name in reversed(totals):
        times = spreads[name]
        if times:
            for aliased, count in fragments[name].aliased.items():
                result[aliased] = min(result[aliased] + times * count, COUNTED_TO)
            for spread, count in fragments[name].spreads.items():
                spreads[spread] = min(spreads[spread] + times * count, COUNTED_TO)
    return result


def too_deep(
    definition: Outline,
    found: Total,
    fragments: dict[str, Outline],
    totals: dict[str, Total],
    allowed: int,
) -> FieldNode | FragmentSpreadNode:
    """The first field below the allowed depth, in the definition that goes deepest."""
    above = 0
    while found.through is not None:
        above += definition.above[found.through]
        definition, found = fragments[found.through], totals[found.through]
    return next(node for node, depth in selections(definition.body) if above + depth >= allowed)


def too_much(
    limit: str, finding: str, allowed: int, found: int, place: Any = None, **where: Any
) -> GraphQLError:
    """The error for one limit: which, what it allows, what was found."""
    number = f"{found:,}" if found < COUNTED_TO else f"{found:,} or more"
    return GraphQLError(
        f"This request {finding.format(number)}; at most {allowed:,} are allowed.",
        place,
        **where,
        extensions={
            "code": ErrorCode.COST_LIMIT_EXCEEDED.value,
            "limit": limit,
            "allowed": allowed,
            "found": found,
        },
    )
