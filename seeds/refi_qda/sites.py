"""The sites, key actors and causal networks that a project adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from models.careers import KeyActor
from models.innovation import CausalLink, CausalNetwork, CausalVariable, Site
from models.innovation_terms import ActorGroup, CausalSign, ClaimBasis, SiteRating
from seeds.refi_qda import words
from seeds.refi_qda.adding import Adding
from seeds.refi_qda.drawing import EDGE_DETAILS, GRAPH_DETAILS, VERTEX_DETAILS
from seeds.refi_qda.guids import Guids
from seeds.refi_qda.material import Districts, word
from seeds.refi_qda.project import Case, Edge, Graph, Project

__all__ = ["Sites"]

MOST_VARIABLES = 99
NEVER = "infinity"
BASES = {style: ClaimBasis[name] for name, style in words.STYLES.items()}


@dataclass(frozen=True, slots=True)
class Home:
    """A site, as what belongs to it refers to it."""

    district: UUID
    site: UUID


@dataclass(slots=True)
class Sites:
    """What a project tells of sites; the innovation at a site has to be known."""

    adding: Adding
    guids: Guids
    districts: Districts
    author: UUID
    innovations: Mapping[str, UUID]
    by_case: dict[UUID, Home] = field(default_factory=dict)
    details: dict[UUID, dict[str, str]] = field(default_factory=dict)
    """What notes say of graphs, vertices and edges."""

    def add(self, project: Project) -> None:
        """Sites, whoever was at work there, and what led to what."""
        self.details = details(project)
        kinds = {words.SITE: self.add_site, words.KEY_ACTOR: self.add_key_actor}
        for kind, add in kinds.items():
            for case in project.cases:
                if case.values.get(words.KIND) == kind:
                    add(case)
        stands_on = {
            link.origin: link.target for link in project.links if link.name == words.STANDS_ON
        }
        for graph in project.graphs:
            ground = stands_on.get(graph.guid)
            home = self.by_case.get(ground) if ground else None
            if home is None:
                reason = f"has no link '{words.STANDS_ON}' to the case of a site that was taken"
                self.tell("Graph", graph.line, graph.name, reason)
            else:
                self.add_network(graph, home)

    def add_site(self, case: Case) -> None:
        """A site; the one that the district has for that innovation, where it has one."""
        home = self.home(case)
        if home is None:
            return
        district, innovation, there = home
        if there is not None:
            self.adding.keep(Site, there)
        site = there or self.adding.add(
            Site,
            self.guids.of(case.guid),
            case.line,
            district_id=district,
            innovation_id=innovation,
            account=case.description,
            author_id=self.author,
        )
        self.by_case[case.guid] = Home(district, site)

    def home(self, case: Case) -> tuple[UUID, UUID, UUID | None] | None:
        """The district and innovation that a case names, and the site that they have already."""
        district = self.districts.of(case.values)
        innovation = self.innovations.get(case.values.get(words.INNOVATION, ""))
        if district is None or innovation is None:
            reason = "is of a district or an innovation that is not known"
            self.tell("Case", case.line, case.name, reason)
            return None
        sites = self.adding.known(Site, "district_id", "innovation_id")
        return district, innovation, sites.get((district, innovation))

    def add_key_actor(self, case: Case) -> None:
        """Somebody at a site, under a pseudonym."""
        home = self.home(case)
        group = word(ActorGroup, case.values.get(words.PART))
        if home is None:
            return
        district, _, site = home
        if site is None or group is None or not case.name:
            reason = f"needs a site, a name, and '{words.PART}': USER or ADMINISTRATOR"
            self.tell("Case", case.line, case.name, reason)
            return
        known = self.adding.known(KeyActor, "site_id", "pseudonym")
        there = known.get((site, case.name))
        if there is not None:
            self.adding.keep(KeyActor, there)
            return
        self.adding.add(
            KeyActor,
            self.guids.of(case.guid),
            case.line,
            district_id=district,
            site_id=site,
            pseudonym=case.name,
            group=group,
            job=case.values.get(words.JOB),
            author_id=self.author,
        )

    def add_network(self, graph: Graph, home: Home) -> None:
        """A causal network as a whole; one that the site has already stays as it is."""
        there = self.adding.known(CausalNetwork, "site_id", "title").get((home.site, graph.name))
        if there is not None:
            self.keep_network(there)
            return
        reason = why_not(graph)
        if reason:
            self.tell("Graph", graph.line, graph.name, reason)
            return
        network = self.adding.add(
            CausalNetwork,
            self.guids.of(graph.guid),
            graph.line,
            district_id=home.district,
            site_id=home.site,
            title=graph.name,
            author_id=self.author,
            **self.detail(graph.guid, GRAPH_DETAILS),
        )
        part = {
            "district_id": home.district,
            "network_id": network,
            "author_id": self.author,
            "public_from": NEVER,
        }
        self.add_variables(graph, part)
        self.add_links(graph.edges, part)

    def keep_network(self, network: UUID) -> None:
        self.adding.keep(CausalNetwork, network)
        for model in (CausalVariable, CausalLink):
            for row in self.adding.held[model]:
                if row["network_id"] == network:
                    self.adding.keep(model, row["id"])

    def add_variables(self, graph: Graph, part: Mapping[str, object]) -> None:
        for position, vertex in enumerate(graph.vertices, start=1):
            known = self.detail(vertex.guid, VERTEX_DETAILS)
            rating = word(SiteRating, known.pop("rating"))
            self.adding.add(
                CausalVariable,
                self.guids.of(vertex.guid),
                vertex.line,
                **part,
                position=position,
                name=vertex.name,
                rating=rating,
                **known,
            )

    def add_links(self, edges: Iterable[Edge], part: Mapping[str, object]) -> None:
        for edge in edges:
            is_negative = edge.name.startswith(words.NEGATIVES)
            self.adding.add(
                CausalLink,
                self.guids.of(edge.guid),
                edge.line,
                **part,
                cause_id=self.guids.of(edge.source),
                effect_id=self.guids.of(edge.target),
                sign=CausalSign.NEGATIVE if is_negative else CausalSign.POSITIVE,
                basis=BASES.get(edge.style or "", ClaimBasis.STATED),
                **self.detail(edge.guid, EDGE_DETAILS),
            )

    def detail(self, guid: UUID, columns: Mapping[str, str]) -> dict[str, str | None]:
        """What a note says of something drawn, by column."""
        known = self.details.get(guid, {})
        return {column: known.get(label) for column, label in columns.items()}

    def tell(self, what: str, line: int, value: str, reason: str) -> None:
        self.adding.telling.left_out(what, line, value, reason)


def details(project: Project) -> dict[UUID, dict[str, str]]:
    """The details in the notes to which links lead."""
    texts = {note.guid: note.text for note in project.notes}
    return {
        link.origin: words.details_of("\n".join(texts.get(note, "") for note in link.notes))
        for link in project.links
        if link.name == words.DETAILS and link.origin is not None
    }


def why_not(graph: Graph) -> str | None:
    """Why a drawing is no causal network, if it is none."""
    vertices = {vertex.guid for vertex in graph.vertices if vertex.name}
    if len(vertices) != len(graph.vertices) or len(vertices) > MOST_VARIABLES:
        return f"has a vertex without a name or twice, or more than {MOST_VARIABLES}"
    pairs = [(edge.source, edge.target) for edge in graph.edges]
    if not {guid for pair in pairs for guid in pair} <= vertices or len(set(pairs)) < len(pairs):
        return "has an edge that ends nowhere, or two edges from one vertex to the same other"
    signs = (words.POSITIVE, *words.NEGATIVES)
    if not all(edge.is_one_way and edge.name.startswith(signs) for edge in graph.edges):
        return "has an edge without a sign (its name begins with + or −), or without one direction"
    causes: dict[UUID, set[UUID]] = {}
    for cause, effect in pairs:
        causes.setdefault(effect, set()).add(cause)
    try:
        TopologicalSorter(causes).prepare()
    except CycleError:
        return "runs in a circle, so it tells of nothing what led to it"
    return None
