"""Key actors, motives, trajectories and changes of job, written by those who may."""

from typing import Any

import pytest

from tests.schema.mutations.doing import Doing
from tests.schema.mutations.research_inputs import Known, known


@pytest.fixture
async def demo_known(doing: Doing) -> Known:
    return await known(doing)


async def actor_of(doing: Doing, k: Known, who: str = "monitor", **more: Any) -> str:
    given = {"siteId": k.site, "pseudonym": "Actor Q", "group": "USER", **more}
    made = await doing.done("createKeyActor", given, "keyActor { id }", as_=who)
    return str(made["keyActor"]["id"])


IDENTITY = "query ($id: ID!) { keyActor(id: $id) { pseudonym identity { id person { id } } } }"


async def test_who_stands_behind_a_pseudonym_is_its_authors_alone(
    doing: Doing, demo_known: Known
) -> None:
    actor = await actor_of(doing, demo_known, personId=demo_known.superintendent)
    mine = (await doing.ask(IDENTITY, as_="monitor", id=actor))["keyActor"]
    assert mine["identity"]["person"] == {"id": demo_known.superintendent}
    theirs = (await doing.ask(IDENTITY, as_="research-office", id=actor))["keyActor"]
    assert theirs == {"pseudonym": "Actor Q", "identity": None}
    for who in ("superintendent", "state-office", None):
        assert (await doing.ask(IDENTITY, as_=who, id=actor))["keyActor"] is None
    given = {"keyActorId": actor, "personId": demo_known.superintendent}
    refused = await doing("createKeyActorIdentity", given, as_="research-office")
    assert refused.codes == ["FORBIDDEN"]
    identity = {"id": mine["identity"]["id"]}
    assert (await doing("deleteKeyActorIdentity", identity, as_="research-office")).codes == [
        "NOT_FOUND"
    ]
    await doing.done("deleteKeyActor", {"id": actor}, "deletedId", as_="monitor")
    assert (await doing.ask(IDENTITY, as_="monitor", id=actor))["keyActor"] is None


async def test_motives_are_ranked_and_a_trajectory_leads_through_steps_in_order(
    doing: Doing, demo_known: Known
) -> None:
    actor = await actor_of(doing, demo_known, "research-office")
    told = {"siteId": demo_known.site, "keyActorId": actor, "group": "USER"}
    rows = [
        {**told, "motive": "CAREER", "rank": 1, "basis": "INFERRED"},
        {**told, "motive": "RIVALRY", "rank": 1, "basis": "EXPLICIT", "degree": "SUB_ROSA"},
        {**told, "motive": "OTHER", "group": "ADMINISTRATOR", "basis": "EXPLICIT"},
    ]
    kept = await doing(
        "createAdoptionMotives",
        {"adoptionMotives": rows, "errorPolicy": "KEEP_GOOD"},
        "adoptionMotives { id version }",
        as_="research-office",
    )
    assert kept.paths == ["input.adoptionMotives.2.wording", "input.adoptionMotives.2.group"]
    assert kept.codes == ["INCOMPLETE", "BAD_USER_INPUT"]
    first, _, none = kept.data["adoptionMotives"]
    assert none is None
    again = {**first, "rank": 2}
    assert (await doing("updateAdoptionMotive", again, as_="superintendent")).codes == ["NOT_FOUND"]
    await doing.done("updateAdoptionMotive", again, as_="research-office")

    steps = [{"step": "MOVE_IN"}, {"step": "MOVE_UP", "note": "To the central office."}]
    given = {"keyActorId": actor, "basis": "INFERRED", "steps": steps}
    selected = "careerTrajectory { id version steps { nodes { position step note } } }"
    made = await doing.done("createCareerTrajectory", given, selected, as_="research-office")
    told = made["careerTrajectory"]
    assert [s["step"] for s in told["steps"]["nodes"]] == ["MOVE_IN", "MOVE_UP"]
    changed = {"id": told["id"], "version": told["version"], "steps": [{"step": "NONE"}, steps[0]]}
    refused = await doing("updateCareerTrajectory", changed, selected, as_="research-office")
    assert refused.paths == ["input.steps.0.step"]
    changed["steps"] = steps[::-1]
    made = await doing.done("updateCareerTrajectory", changed, selected, as_="research-office")
    assert [s["step"] for s in made["careerTrajectory"]["steps"]["nodes"]] == ["MOVE_UP", "MOVE_IN"]
    assert made["careerTrajectory"]["version"] > told["version"]


async def test_that_a_key_actor_is_in_the_way_is_told_as_any_two_that_cant_both_be(
    doing: Doing, demo_known: Known
) -> None:
    """Byte by byte: a leader learns nothing of a pseudonym, nor the research office of a person."""
    k = demo_known
    told = [
        (await doing(name, given, as_=who)).errors
        for name, given, who in (
            ("createJobMobilityPerson", {"moveId": k.persons_move}, "superintendent"),
            ("createJobMobilityPerson", {"moveId": k.actors_move}, "superintendent"),
            ("createJobMobilityPerson", {"moveId": k.actors_move}, "monitor"),
        )
        for given in [given | {"personId": k.superintendent}]
    ]
    told += [
        (await doing("createJobMobilityKeyActor", given, as_="research-office")).errors
        for move in (k.actors_move, k.persons_move)
        for given in [{"moveId": move, "keyActorId": k.key_actor}]
    ]
    message = "This does not agree with what the network holds."
    assert told == [[{"code": "CONFLICT", "message": message, "path": ["input"]}]] * 5


async def test_changes_of_job_are_recorded_with_who_moved_each_side_its_own(
    doing: Doing, demo_known: Known
) -> None:
    k = demo_known
    move = {"districtId": k.district, "fromSchoolId": k.school, "fromJob": "Teacher"}
    rows: list[dict[str, Any]] = [
        {**move, "personId": k.superintendent},
        {**move, "boundary": "OUT_OF_EDUCATION", "toDistrictId": k.district},
        move,
        {**move, "personId": k.superintendent, "keyActorId": k.key_actor},
        {"districtId": k.district, "toJob": "Coach"},
    ]
    selected = "jobMobilityEvents { fromDistrict { id } moverPerson { person { id } } }"
    given = {"jobMobilityEvents": rows, "errorPolicy": "KEEP_GOOD"}
    kept = await doing("createJobMobilityEvents", given, selected, as_="superintendent")
    assert kept.paths == [
        "input.jobMobilityEvents.1.boundary",
        "input.jobMobilityEvents.3.keyActorId",
        "input.jobMobilityEvents.4.fromDistrictId",
    ]
    first, _, third, *_ = kept.data["jobMobilityEvents"]
    assert first["fromDistrict"] == {"id": k.district}
    assert first["moverPerson"]["person"] == {"id": k.superintendent}
    assert third["moverPerson"] is None

    hidden = await doing(
        "createJobMobilityEvent", {**move, "keyActorId": k.key_actor}, as_="superintendent"
    )
    assert (hidden.codes, hidden.paths) == (["NOT_FOUND"], ["input.keyActorId"])
    no_name = await doing("createJobMobilityEvent", rows[0], as_="research-office")
    assert (no_name.codes, no_name.paths) == (["FORBIDDEN"], ["input.personId"])
    made = await doing.done(
        "createJobMobilityEvent",
        {**move, "keyActorId": k.key_actor},
        "jobMobilityEvent { id version moverKeyActor { position keyActor { id } } }",
        as_="research-office",
    )
    event = made["jobMobilityEvent"]
    assert event["moverKeyActor"]["keyActor"] == {"id": k.key_actor}
    assert event["moverKeyActor"]["position"] >= 1
    stale = {"id": event["id"], "version": 1, "note": "Sudden.", "toSchoolId": k.school}
    corrected = await doing.done(
        "updateJobMobilityEvent",
        stale,
        "jobMobilityEvent { note toDistrict { id } }",
        as_="administrator",
    )
    assert corrected["jobMobilityEvent"] == {"note": "Sudden.", "toDistrict": {"id": k.district}}
    assert (await doing("updateJobMobilityEvent", stale, as_="monitor")).codes == ["CONFLICT"]

    assessed = await doing.done(
        "createMobilityAssessment",
        {"moveId": event["id"], "isWanted": False, "cause": "BURNOUT"},
        "mobilityAssessment { id }",
        as_="research-office",
    )
    read = "query ($id: ID!) { jobMobilityEvent(id: $id) { assessment { cause } } }"
    for who, cause in (("research-office", {"cause": "BURNOUT"}), ("superintendent", None)):
        seen = await doing.ask(read, as_=who, id=event["id"])
        assert seen["jobMobilityEvent"] == {"assessment": cause}
    gone = await doing.done(
        "deleteMobilityAssessment",
        {"id": assessed["mobilityAssessment"]["id"]},
        "deletedId",
        as_="research-office",
    )
    assert gone["deletedId"] == assessed["mobilityAssessment"]["id"]


async def test_many_moves_of_one_key_actor_have_their_places_in_order(
    doing: Doing, demo_known: Known
) -> None:
    actor = await actor_of(doing, demo_known, "research-office")
    move = {
        "districtId": demo_known.district,
        "fromDistrictId": demo_known.district,
        "keyActorId": actor,
    }
    rows = [{**move, "note": str(number)} for number in range(12)]
    made = await doing.done(
        "createJobMobilityEvents",
        {"jobMobilityEvents": rows},
        "jobMobilityEvents { note moverKeyActor { position } }",
        as_="research-office",
    )
    places = [each["moverKeyActor"]["position"] for each in made["jobMobilityEvents"]]
    assert places == [*range(1, 13)]
