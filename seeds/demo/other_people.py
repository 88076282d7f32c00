"""Who acts in the four invented districts."""

from models.people import Position
from seeds.demo.ids import OTHER_DISTRICT, OTHER_FIRM
from seeds.demo.offices import Held, Somebody
from seeds.demo.organizations import DISTRICTS, THIRD_FIRM

__all__ = ["PEOPLE"]

Name = tuple[str, str]


def _team(
    district: str,
    *,
    superintendent: Name,
    director: Name,
    board: Name,
    manager: Name,
    principals: tuple[Name, ...],
    firm: str | None,
    logs_in: bool = False,
) -> list[Somebody]:
    """The people that each of these districts has; a principal for each of its schools."""
    schools = [school for school, _ in DISTRICTS[district].schools]
    return [
        Somebody(
            "superintendent",
            f"Superintendent, {district}",
            superintendent,
            [Held(Position.SUPERINTENDENT, "2009-07-01")],
            logs_in=logs_in,
        ),
        Somebody(
            "director",
            f"Director of Teaching and Learning, {district}",
            director,
            [Held(Position.DIRECTOR, "2010-07-01", title="Director of Teaching and Learning")],
        ),
        Somebody(
            "board-chair",
            f"Chair, School Board, {district}",
            board,
            [Held(Position.SCHOOL_BOARD_MEMBER, "2008-01-07", title="Chair")],
        ),
        Somebody(
            "plan-manager",
            f"Plan Manager, {district}",
            manager,
            [Held(Position.PLAN_MANAGER, "2011-10-03", firm=firm, days=2)],
            logs_in=logs_in,
        ),
        *(
            Somebody(
                f"principal-{number}",
                f"Principal, {school}, {district}",
                name,
                [Held(Position.PRINCIPAL, "2010-08-15", school=school)],
            )
            for number, (school, name) in enumerate(zip(schools, principals, strict=True), 1)
        ),
    ]


def _monitor(district: str, name: Name, *, logs_in: bool = False) -> Somebody:
    held = Held(Position.PLAN_MONITOR, "2011-11-01", days=1)
    return Somebody("plan-monitor", f"Plan Monitor, {district}", name, [held], logs_in=logs_in)


PEOPLE: dict[str, list[Somebody]] = {
    OTHER_DISTRICT: [
        *_team(
            OTHER_DISTRICT,
            superintendent=("Gideon", "Larchmont-Pyle"),
            director=("Seraphina", "Duskwood"),
            board=("Barnaby", "Thistlecroft"),
            manager=("Ottoline", "Merriweather-Kaur"),
            principals=(
                ("Linus", "Appleyard-Voss"),
                ("Cressida", "Fallowfield"),
                ("Jorge", "Tansymoor"),
            ),
            firm=OTHER_FIRM,
            logs_in=True,
        ),
        _monitor(OTHER_DISTRICT, ("Augustin", "Riddlehope"), logs_in=True),
        Somebody(
            "teacher-1",
            "Teacher, Loomfield Middle School, Loomfield",
            ("Petronella", "Nettlefold"),
            [Held(Position.TEACHER, "2009-08-25", school="Loomfield Middle School")],
        ),
        Somebody(
            "former-plan-manager",
            "Former plan manager, Loomfield",
            ("Casimir", "Hollowell-Dunn"),
            [Held(Position.PLAN_MANAGER, "2011-09-01", "2011-09-30", firm=OTHER_FIRM, days=2)],
        ),
    ],
    "Spindle Falls": [
        *_team(
            "Spindle Falls",
            superintendent=("Ludmila", "Greenacre-Shaw"),
            director=("Horatio", "Pebblebrook"),
            board=("Winifred", "Catchpole-Mbeki"),
            manager=("Emeric", "Sandalwood"),
            principals=(("Beatrix", "Honeychurch-Ong"), ("Ulysses", "Drummondale")),
            firm=THIRD_FIRM,
        ),
        _monitor("Spindle Falls", ("Calliope", "Thornbury-Nagy")),
    ],
    "Quarry Landing": [
        *_team(
            "Quarry Landing",
            superintendent=("Mordecai", "Slatefield"),
            director=("Ariadne", "Copperthwaite"),
            board=("Fergus", "Bramblehurst"),
            manager=("Zenobia", "Larkmeadow-Ruiz"),
            principals=(("Ephraim", "Foxglove-Tran"), ("Marguerite", "Ironmonger-Blau")),
            firm=THIRD_FIRM,
        ),
        # One monitor for two districts.
        Somebody(
            "plan-monitor",
            "Plan Monitor, Spindle Falls",
            None,
            [Held(Position.PLAN_MONITOR, "2011-11-01", days=1)],
            place="Spindle Falls",
        ),
    ],
    "Weirbridge": [
        *_team(
            "Weirbridge",
            superintendent=("Cordelia", "Harbottle-Imai"),
            director=("Jasper", "Wrenfield"),
            board=("Philomena", "Oxbow-Santos"),
            manager=("Roderick", "Candlewick"),
            principals=(("Tabitha", "Meadowsweet"), ("Alaric", "Broomfield-Eze")),
            firm=None,
        ),
        _monitor("Weirbridge", ("Genevieve", "Saltmarsh-Roy")),
    ],
}
