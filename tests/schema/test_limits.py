"""What a document may ask for, and that asking is cheap."""

import re
from collections import Counter

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_introspection_query,
    parse,
)
from graphql.language import Lexer, Source, TokenKind
from hypothesis import given
from hypothesis import strategies as st

from schema.limits import (
    COUNTED_TO,
    Limits,
    check_document,
    check_text,
    parse_safely,
)

LIMITS = Limits()


def found(query: str, limits: Limits = LIMITS) -> dict[str, tuple[object, object]]:
    """What a document has too much of: by limit, the allowed and the found number."""
    try:
        errors = check_document(parse_safely(query, limits), limits)
    except GraphQLError as error:
        errors = [error]
    extensions = [error.extensions or {} for error in errors]
    assert {given["code"] for given in extensions} <= {"COST_LIMIT_EXCEEDED"}
    return {given["limit"]: (given["allowed"], given["found"]) for given in extensions}


def bomb(levels: int) -> str:
    """Fragments that each select the next below two fields: forty bytes double the count."""
    links = [
        f"fragment F{n} on Query {{ a {{ ...F{n + 1} }} b {{ ...F{n + 1} }} }}"
        for n in range(levels)
    ]
    return "\n".join(["{ ...F0 }", *links, f"fragment F{levels} on Query {{ x }}"])


def test_an_ordinary_document_passes() -> None:
    assert (
        found("query Q($id: ID!) { district(id: $id) { ...D } } fragment D on District { name }")
        == {}
    )


def test_the_introspection_that_every_tool_sends_passes() -> None:
    assert (
        found(get_introspection_query(input_value_deprecation=True, directive_is_repeatable=True))
        == {}
    )


def test_bytes_are_counted_and_not_characters() -> None:
    inside, outside = '{ a(b: "%s") }' % ("é" * 49_000), '{ a(b: "%s") }' % ("é" * 50_000)
    assert found(inside) == {}
    assert found(outside) == {"document_bytes": (100_000, 100_012)}


@pytest.mark.parametrize("opened", ["{", "{a", "[", "{a(b:[[", "{a(b:{c:{c:", "query($a:[[", "("])
def test_nesting_is_refused_before_the_parser_recurses(opened: str) -> None:
    text = opened * (14_000 // len(opened))
    assert set(found(text)) == {"nesting"}
    assert set(found(opened * (100_000 // len(opened)))) & {"nesting", "tokens"}


@pytest.mark.parametrize(
    "text",
    [
        '{ a(b: "%s") }',
        '{ a(b: """%s""") }',
        '{ a(b: """\\"""%s""") }',
        '{ a(b: "\\"%s") }',
        "{ a # %s\n }",
        '{ a(b: """"%s""") }',
    ],
)
def test_brackets_in_strings_and_comments_nest_nothing(text: str) -> None:
    assert found(text % ("{" * 5_000)) == {}


def test_what_closes_does_not_count_as_nesting() -> None:
    assert found("{ " + "a { b } " * 1_000 + "}") == {}


def test_tokens_are_refused_where_the_first_is_too_many() -> None:
    with pytest.raises(GraphQLError) as refused:
        parse_safely("{\n" + "a\n" * 20_000 + "}", LIMITS)
    assert refused.value.message == "This request has 20,002 tokens; at most 15,000 are allowed."
    assert [(place.line, place.column) for place in refused.value.locations or []] == [(15_001, 1)]


@pytest.mark.parametrize(
    "text",
    [
        '{ a(b: """' + '\\"""' * 10_000,
        '{ a(b: "' + "\\" * 99_000,
        '{ a(b: "' + '"""\\' * 2_000,
        "{ a # ",
    ],
)
def test_a_string_without_an_end_is_a_syntax_error(text: str) -> None:
    with pytest.raises(GraphQLError, match="Syntax Error") as refused:
        parse_safely(text, LIMITS)
    assert refused.value.extensions == {"code": "BAD_USER_INPUT"}


def test_a_selection_set_may_not_be_empty() -> None:
    with pytest.raises(GraphQLError, match="Syntax Error"):
        parse_safely("{ districts { } }", LIMITS)


@pytest.mark.parametrize(("levels", "refused"), [(20, {}), (21, {"depth": (20, 21)})])
def test_depth_is_counted_in_fields(levels: int, refused: dict[str, object]) -> None:
    assert found("{ a " * levels + "}" * levels) == refused
    assert found("{ ... on Q { a " * levels + "} }" * levels) == refused


def test_depth_goes_through_fragments_and_is_told_where_it_is_too_deep() -> None:
    query = (
        "{ ...A ...B }\nfragment A on Q { a }\nfragment B on Q "
        + "{ b " * 10
        + "{ ...C }"
        + "}" * 10
    )
    deep = query + "\nfragment C on Q " + "{ c " * 11 + "}" * 11
    error, *others = check_document(parse_safely(deep, LIMITS), LIMITS)
    assert others == []
    assert error.message == "This request is 21 levels deep; at most 20 are allowed."
    assert [place.line for place in error.locations or []] == [4]


def test_a_fragment_bomb_is_counted_without_being_set_off() -> None:
    assert found(bomb(20)) == {"depth": (20, 21), "fields": (10_000, COUNTED_TO)}
    assert found(bomb(12)) == {"fields": (10_000, 12_286)}
    assert found(bomb(5)) == {}


def test_aliases_are_counted_by_field_and_through_fragments() -> None:
    aliased = " ".join(f"a{n}: district" for n in range(200))
    assert found(f"{{ {aliased} }}") == {}
    assert found(f"{{ {aliased} b: school }}") == {}
    assert found(f"{{ {aliased} b: district }}") == {"aliases": (200, 201)}
    twice = f"{{ x {{ ...A }} y {{ ...A }} }} fragment A on Q {{ {aliased} }}"
    assert found(twice) == {"aliases": (200, 400)}


def test_a_fragment_spread_twice_below_one_field_counts_once() -> None:
    aliased = " ".join(f"a{n}: district" for n in range(150))
    query = f"{{ ...A ...A ... on Q {{ ...A }} }} fragment A on Q {{ {aliased} }}"
    assert found(query) == {}


def test_each_operation_is_counted_by_itself() -> None:
    aliased = " ".join(f"a{n}: district" for n in range(150))
    operations = " ".join(f"query Q{n} {{ ...A }}" for n in range(50))
    assert found(f"{operations} fragment A on Q {{ {aliased} }}") == {}
    assert found(operations + " { a }") == {"operations": (50, 51)}


@pytest.mark.parametrize(
    "query",
    [
        "{ ...A } fragment A on Q { ...A }",
        "{ ...A } fragment A on Q { a { ...B } } fragment B on Q { ...A b { ...A ...B } }",
        "{ ...Nowhere }",
        "{ a } fragment A on Q { b } fragment A on Q { c }",
        "type Query { a: Int }",
    ],
)
def test_what_validation_will_refuse_neither_hangs_nor_fails(query: str) -> None:
    assert found(query) == {}


def test_a_cycle_too_deep_is_told_with_a_place() -> None:
    query = (
        "{ ...A } fragment A on Q { ...B } fragment B on Q { ...A ...C } fragment C on Q "
        + "{ c" * 25
        + "}" * 25
    )
    assert found(query) == {"depth": (20, 25)}


names = st.sampled_from(["a", "b", "c"])
fragments = st.sampled_from(["F0", "F1", "F2", "F3"])
values = st.recursive(
    st.sampled_from(["1", "-1.5e3", "$v", '"{["', '"\\"]"', '"""{ \\""" " }"""', "null", "RED"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda each: "[" + ", ".join(each) + "]")
        | st.lists(inner, max_size=3).map(
            lambda each: "{" + " ".join(f"k: {value}" for value in each) + "}"
        )
    ),
    max_leaves=6,
)
fields = st.builds(
    lambda alias, name, value: f"{alias}{name}{value}",
    st.sampled_from(["", "x: ", "y: "]),
    names,
    st.sampled_from(["", "@include(if: true)"]) | values.map(lambda value: f"(k: {value})"),
)
selection_sets = st.recursive(
    st.lists(fields | fragments.map("...{}".format), min_size=1, max_size=3).map(" ".join),
    lambda inner: st.lists(
        st.builds("{} {{ {} }}".format, fields | st.just("... on Q"), inner)
        | fields
        | fragments.map("...{}".format),
        min_size=1,
        max_size=3,
    ).map("\n# {[(\n".join),
    max_leaves=6,
)
documents = st.lists(selection_sets, min_size=1, max_size=5).map(
    lambda bodies: "\n".join(
        [f"query Q($v: [Int!]) {{ {bodies[0]} }}"]
        + [f"fragment F{number} on Q {{ {body} }}" for number, body in enumerate(bodies[1:])]
    )
)


@given(documents)
def test_the_text_is_counted_as_the_lexer_counts_it(query: str) -> None:
    lexer, tokens, nesting, nested = Lexer(Source(query)), 0, 0, 0
    for token in iter(lexer.advance, None):
        if token.kind is TokenKind.EOF:
            break
        tokens += 1
        nesting += token.value is None and token.kind.value in "{[("
        nested = max(nested, nesting)
        nesting -= token.value is None and token.kind.value in "}])"
    tokens += query.count("# {[(")
    check_text(query, Limits(tokens=tokens, nesting=nested))
    with pytest.raises(GraphQLError, match="tokens"):
        check_text(query, Limits(tokens=tokens - 1, nesting=nested))
    with pytest.raises(GraphQLError, match="brackets"):
        check_text(query, Limits(tokens=tokens, nesting=nested - 1))


@given(st.text(alphabet='{}[]()"\\#\n a.$', max_size=60))
def test_no_text_breaks_the_count(text: str) -> None:
    check_text(text, LIMITS)


def expanded(
    body: SelectionSetNode, fragments: dict[str, SelectionSetNode], above: int = 0
) -> list[tuple[FieldNode, int]]:
    """The fields of a selection set with their depth, every spread followed: slow and obvious."""
    result, bodies, spread = [], [body], set()
    while bodies:
        for selection in bodies.pop().selections:
            if isinstance(selection, FieldNode):
                result.append((selection, above + 1))
                if selection.selection_set:
                    result += expanded(selection.selection_set, fragments, above + 1)
            elif isinstance(selection, InlineFragmentNode):
                bodies.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in spread:
                spread.add(selection.name.value)
                result += expanded(fragments[selection.name.value], fragments, above)
    return result


def acyclic(query: str) -> str:
    """The document with only those spreads that lead to a later fragment that exists."""
    parts = query.split("fragment F")
    for number, part in enumerate(parts):
        later = "".join(str(name) for name in range(number, len(parts) - 1))
        parts[number] = re.sub(rf"\.\.\.F(?![{later}])\d" if later else r"\.\.\.F\d", "a", part)
    return "fragment F".join(parts)


@given(documents.map(acyclic))
def test_the_counts_are_those_of_the_document_written_out(query: str) -> None:
    document = parse(query)
    operation, *others = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    bodies = {
        node.name.value: node.selection_set
        for node in others
        if isinstance(node, FragmentDefinitionNode)
    }
    every = expanded(operation.selection_set, bodies)
    aliases = Counter(node.name.value for node, _ in every if node.alias)
    errors = [
        error.extensions or {}
        for error in check_document(document, Limits(fields=0, depth=0, aliases=0))
    ]
    assert [given["found"] for given in errors if given["limit"] == "depth"] == [
        max(depth for _, depth in every)
    ]
    assert [given["found"] for given in errors if given["limit"] == "fields"] == [len(every)]
    assert Counter(given["found"] for given in errors if given["limit"] == "aliases") == Counter(
        aliases.values()
    )
