"""From what a file calls districts, schools and benchmarks to their ids, as the caller sees."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from auth.transactions import WriteTransaction
from models.failures import BadUserInput, Forbidden, NotFound
from schema.answering import NO_CLIENT
from schema.entities import registry
from schema.ids import decode_id, encode_id
from schema.mutations.referring import ABSENT

__all__ = ["EXTERNAL", "PLACE", "Lookup"]

EXTERNAL: Final = "external:"
"""What a cell begins with that names a record by the id that the caller's client has for it."""

CODED: Final = frozenset({"District", "School"})
STATE_CODE: Final = re.compile(r"[0-9]{8}")
PLACE: Final = re.compile(r"[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,2}")

EXTERNALLY: Final = """
SELECT external_id, district_id, record_id FROM clients.records_by_external_id($1, $2::text[])
"""
DISTRICTS: Final = "SELECT state_code, id FROM district WHERE state_code = ANY($1::text[])"
SCHOOLS: Final = "SELECT state_code, district_id, id FROM school WHERE state_code = ANY($1::text[])"
BENCHMARKS: Final = """
SELECT b.district_id, o.position || '.' || i.position || '.' || b.position AS place, b.id
FROM benchmark b
JOIN initiative i ON i.district_id = b.district_id AND i.id = b.initiative_id
JOIN strategic_objective o ON o.district_id = i.district_id AND o.id = i.strategic_objective_id
JOIN accelerated_improvement_plan p ON p.district_id = o.district_id AND p.id = o.plan_id
WHERE b.district_id = ANY($1::uuid[]) AND p.status IN ('ACCEPTED', 'IN_IMPLEMENTATION')
"""


@dataclass(slots=True)
class Lookup:
    """What has been looked up for a file, all at once for each kind of record."""

    districts: dict[str, str] = field(default_factory=dict)
    schools: dict[str, str] = field(default_factory=dict)
    benchmarks: dict[tuple[UUID, str], str] = field(default_factory=dict)
    externals: dict[tuple[str, str], str] = field(default_factory=dict)
    has_client: bool = True

    async def load(
        self, transaction: WriteTransaction, districts: Iterable[str], schools: Iterable[str]
    ) -> None:
        """Look up districts and schools by their state codes."""
        for sql, codes, found, name in (
            (DISTRICTS, districts, self.districts, "District"),
            (SCHOOLS, schools, self.schools, "School"),
        ):
            wanted = [code for code in set(codes) if STATE_CODE.fullmatch(code)]
            for row in await transaction.rows(sql, (wanted,)) if wanted else []:
                found[row[0]] = encode_id(registry[name], *list(row)[1:])

    async def load_externals(
        self, transaction: WriteTransaction, targets: Mapping[str, Iterable[str]]
    ) -> None:
        """Look up what cells name by ids of the caller's client, for each type of record."""
        for name, cells in targets.items():
            named = {each.strip() for each in cells if each.strip().startswith(EXTERNAL)}
            wanted = [each.removeprefix(EXTERNAL) for each in named]
            entity = registry[name]
            given = (entity.table.name, wanted)
            for row in await transaction.rows(EXTERNALLY, given) if wanted else []:
                key = (row["district_id"], row["record_id"])[-len(entity.key) :]
                self.externals[name, row["external_id"]] = encode_id(entity, *key)

    async def load_benchmarks(
        self, transaction: WriteTransaction, districts: Iterable[UUID]
    ) -> None:
        """Look up the benchmarks of the running plans of districts, by their places."""
        wanted = sorted(set(districts))
        for row in await transaction.rows(BENCHMARKS, (wanted,)) if wanted else []:
            key = row["district_id"], row["place"]
            self.benchmarks[key] = encode_id(registry["Benchmark"], row["district_id"], row["id"])

    def id_of(self, target: str, text: str) -> str:
        """The global id of what a cell names; raises NotFound and BadUserInput."""
        if text.startswith(EXTERNAL):
            return self._by_external(target, text.removeprefix(EXTERNAL))
        if STATE_CODE.fullmatch(text) and target in CODED:
            known = self.districts if target == "District" else self.schools
            if text not in known:
                raise NotFound(ABSENT)
            return known[text]
        try:
            decode_id(text, registry[target])
        except BadUserInput:
            codes = ", nor a state code of eight digits" if target in CODED else ""
            raise BadUserInput(f"This is no id{codes}.") from None
        return text

    def _by_external(self, target: str, text: str) -> str:
        if not self.has_client:
            raise Forbidden(NO_CLIENT)
        if (target, text) not in self.externals:
            raise NotFound(ABSENT)
        return self.externals[target, text]
