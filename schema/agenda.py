"""Reminders, as the API shows them; what is due itself is a question (`schema/questions/`)."""

from models import agenda as tables
from schema.entities import entity, to_one


@entity(tables.Reminder, plural="reminders", order=("reminded_on",))
class Reminder:
    """A word, on one day, that something is due soon or overdue."""

    school = to_one(back="reminders", says="The reminders of what is due at the school.")
    person = to_one(back="reminders", says="The reminders of what is the person's to do.")
