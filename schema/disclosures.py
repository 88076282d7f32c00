"""Who read confidential records, as the API shows it."""

from models import disclosures as tables
from schema.entities import entity, to_one


@entity(tables.Disclosure, plural="disclosures", order=("position",))
class Disclosure:
    """That an operation read confidential records: who did, when, and under which appointment."""

    person = to_one(back="disclosuresMade", says="The confidential records that the person read.")
    firm = to_one(back="disclosuresMade", says="The confidential records that the firm read.")


@entity(
    tables.DisclosedRecord,
    plural="disclosedRecords",
    order_within=("number",),
    hides=frozenset({"person_salt", "person_digest", "is_open"}),
)
class DisclosedRecord:
    """A confidential record that a disclosure is of, or a type of them; or whom it is about."""

    disclosure = to_one(
        back="records", says="What was read, as far as the caller may know.", always=True
    )
    person = to_one(back="disclosures", says="Where the person's confidential records were read.")
