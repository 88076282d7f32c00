"""The roles under short names, for tables that read like the page they implement."""

from models.people import Role

__all__ = ["ADM", "BRD", "FIRM", "LEAD", "MAN", "MON", "OFF", "PRI", "RES", "SBE", "TEA"]

TEA = Role.TEACHER
PRI = Role.PRINCIPAL
ADM = Role.DISTRICT_ADMINISTRATOR
LEAD = Role.DISTRICT_LEADER
BRD = Role.SCHOOL_BOARD
MAN = Role.PLAN_MANAGER
FIRM = Role.FIRM_SERVICE
MON = Role.PLAN_MONITOR
OFF = Role.STATE_OFFICE
SBE = Role.STATE_BOARD
RES = Role.RESEARCH_OFFICE
