"""Registering districts, schools and firms, and vetting firms: the state office."""

from collections.abc import Mapping
from typing import Any

from models.organizations import District, Firm, School
from schema.mutations.records import creates, updates
from schema.mutations.taken import takes
from schema.mutations.verbs import verb
from schema.mutations.work import Work

__all__: list[str] = []

Given = Mapping[str, Any]

LEVEL = ("level", "determination", "level_source", "level_school_year")
VETTING = ("vetted_on", "vetting_withdrawn_on")

creates(District, "Register a district; its level follows from its ratings.", without=LEVEL)
updates(District, "Change what is on record of a district.", without=LEVEL)
creates(School, "Register a school of a district.", without=LEVEL)
updates(School, "Change what is on record of a school.", without=LEVEL)
creates(Firm, "Register a firm; it can be hired once it is vetted.", without=VETTING)
updates(Firm, "Change what is on record of a firm.", without=VETTING)

[VETTED_ON] = takes(Firm, "vetted_on")
[WITHDRAWN_ON] = takes(Firm, "vetting_withdrawn_on")


@verb(Firm, "vet", VETTED_ON)
async def vet(work: Work, firm: Firm, given: Given) -> None:
    """Vet a firm, today unless another day is given; districts may hire it from then on."""
    firm.vetted_on = given.get("vettedOn") or await work.today()
    firm.vetting_withdrawn_on = None


@verb(Firm, "withdrawVetting", WITHDRAWN_ON, called="withdrawFirmVetting")
async def withdraw_vetting(work: Work, firm: Firm, given: Given) -> None:
    """Withdraw a firm's vetting; nobody hires it any more, and engagements go on."""
    firm.vetting_withdrawn_on = given.get("vettingWithdrawnOn") or await work.today()
