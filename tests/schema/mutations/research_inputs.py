"""What there is to write about in the demo: its study, its material, Mill City as a site."""

from dataclasses import dataclass
from typing import Any

from tests.schema.mutations.doing import Doing

__all__ = ["Known", "known"]


@dataclass(frozen=True, slots=True)
class Known:
    """Records of the demo network by their ids."""

    district: str
    school: str
    innovation: str
    study: str
    code: str
    theme: str
    interview: str
    transcript: str
    text: str
    coding: str
    memo: str
    site: str
    key_actor: str
    free_actor: str
    """One of whom no motive and no trajectory is told."""
    network: str
    persons_move: str
    actors_move: str
    nobodys_move: str
    anybodys_move: str
    """Two that are tied to nobody; the second is new, and nobody has judged it."""
    superintendent: str


OF_MONITOR = """{
    viewer { person { id } }
    district(by: {name: "Mill City"}) { id
        schools(first: 1) { nodes { id } }
        sites { nodes { id innovation { id }
            keyActors { nodes { id group adoptionMotives { totalCount }
                careerTrajectory { id } } }
            causalNetworks { nodes { id } } } }
        jobMobilityEvents { nodes { id moverPerson { id } moverKeyActor { id }
            assessment { id } } }
        appointments(where: {position: {eq: SUPERINTENDENT}}) { nodes { person { id } } }
        interviews { nodes { id study { id } researcher { label } transcript { id text
            deidentifiedOn codings { nodes { id coder { label } } } } } }
    }
    memos { nodes { id } }
    studies(where: {name: {startsWith: "One district"}}) { nodes { id
        codes(where: {isCodable: {eq: true}}) { nodes { id } } themes { nodes { id } } } }
}"""


async def known(doing: Doing) -> Known:
    """What the monitor of Mill City knows."""
    seen = await doing.ask(OF_MONITOR, as_="monitor")
    ours = seen["district"]
    (site,) = ours["sites"]["nodes"]
    (study,) = seen["studies"]["nodes"]
    moves = ours["jobMobilityEvents"]["nodes"]
    interview = next(each for each in ours["interviews"]["nodes"] if is_coded(each))
    transcript = interview["transcript"]
    actors = site["keyActors"]["nodes"]
    return Known(
        district=ours["id"],
        school=ours["schools"]["nodes"][0]["id"],
        innovation=site["innovation"]["id"],
        study=study["id"],
        code=study["codes"]["nodes"][0]["id"],
        theme=study["themes"]["nodes"][0]["id"],
        interview=interview["id"],
        transcript=transcript["id"],
        text=transcript["text"],
        coding=own_coding(interview)["id"],
        memo=seen["memos"]["nodes"][0]["id"],
        site=site["id"],
        key_actor=actors[0]["id"],
        free_actor=next((a["id"] for a in actors if a["careerTrajectory"] is None), ""),
        network=site["causalNetworks"]["nodes"][0]["id"],
        persons_move=next(m["id"] for m in moves if m["moverPerson"]),
        actors_move=next(m["id"] for m in moves if m["moverKeyActor"]),
        nobodys_move=next(
            m["id"] for m in moves if not m["moverPerson"] and not m["moverKeyActor"]
        ),
        anybodys_move=await new_move(doing, ours["id"]),
        superintendent=ours["appointments"]["nodes"][0]["person"]["id"],
    )


async def new_move(doing: Doing, district: str) -> str:
    """A change of job that nobody is said to have made."""
    given = {"districtId": district, "fromDistrictId": district, "fromJob": "Coach"}
    made = await doing.done(
        "createJobMobilityEvent", given, "jobMobilityEvent { id }", as_="superintendent"
    )
    return str(made["jobMobilityEvent"]["id"])


def is_coded(interview: Any) -> bool:
    transcript = interview["transcript"]
    is_own = interview["researcher"] and interview["researcher"]["label"] == "Plan Monitor"
    return bool(is_own and transcript and transcript["deidentifiedOn"] and own_coding(interview))


def own_coding(interview: Any) -> Any:
    codings = interview["transcript"]["codings"]["nodes"]
    return next((each for each in codings if each["coder"]["label"] == "Plan Monitor"), None)
