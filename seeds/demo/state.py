"""The state's bodies: the department that runs the network, the board and the research office."""

from models.people import StatePosition
from seeds.demo.offices import Held, Somebody

__all__ = ["STATE_PEOPLE"]

STATE_PEOPLE = [
    Somebody(
        "associate-commissioner",
        "Associate Commissioner, Center for District and School Accountability",
        ("Philippa", "Stonecrop-Adeyemi"),
        [Held(StatePosition.STATE_OFFICER, "2009-07-01", title="Associate Commissioner")],
        logs_in=True,
        fact="Associate Commissioner",
    ),
    Somebody(
        "program-officer",
        "Program officer, state department",
        ("Tobias", "Winterbourne-Li"),
        [Held(StatePosition.STATE_OFFICER, "2011-01-03", title="Program officer")],
    ),
    Somebody(
        "former-program-officer",
        "Former program officer, state department",
        ("Drusilla", "Hazelrigg-Moss"),
        [Held(StatePosition.STATE_OFFICER, "2007-03-01", "2010-12-31", "Program officer")],
    ),
    Somebody(
        "board-member",
        "Member, state board of education",
        ("Ignatius", "Farthingale"),
        [Held(StatePosition.STATE_BOARD_MEMBER, "2010-09-01", title="Member")],
        logs_in=True,
    ),
    Somebody(
        "researcher",
        "Researcher, state research office",
        ("Vesper", "Kingcup-Alvarado"),
        [Held(StatePosition.RESEARCHER, "2011-06-01", title="Senior researcher")],
        logs_in=True,
    ),
]
