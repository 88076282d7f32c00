"""Districts, their schools, and the firms that support them."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, Numeric, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from models.accountability_terms import Determination, LevelSource
from models.base import DistrictRecord, NetworkRecord, described, one_of
from models.vocabulary import Vocabulary

__all__ = ["District", "DistrictKind", "Firm", "FirmKind", "School"]


class DistrictKind(Vocabulary):
    """The kinds of local education agency in the federal Common Core of Data."""

    REGULAR = "A regular district that is no part of a supervisory union."
    COMPONENT = "A district that is part of a supervisory union."
    SUPERVISORY_UNION = "The administrative centre of a supervisory union."
    SERVICE_AGENCY = "A regional agency that serves districts."
    STATE_AGENCY = "Schools run by the state."
    FEDERAL_AGENCY = "Schools run by the federal government."
    INDEPENDENT_CHARTER = "A charter school that is a district of its own."
    OTHER = "An agency of another kind."


class FirmKind(Vocabulary):
    """What stands behind a plan manager."""

    COMPANY = "A consulting company."
    NETWORK = "A non-profit network of practitioners."


class CurrentLevel:
    """The latest school year's rating, repeated here by a trigger so that it can be indexed."""

    level: Mapped[int | None] = described(
        "The accountability level of the latest school year rated, 1 (highest performing) to 5"
        " (lowest); null where the state gave none.",
        type_=SmallInteger,
        sort_order=100,
    )
    determination: Mapped[Determination] = one_of(
        Determination,
        "Whether the state rated it in the latest school year.",
        server_default=Determination.NOT_REPORTED.name,
        sort_order=101,
    )
    level_source: Mapped[LevelSource] = one_of(
        LevelSource,
        "What the level rests on.",
        server_default=LevelSource.NOT_STATED.name,
        sort_order=102,
    )
    level_school_year: Mapped[int | None] = described(
        "The school year of the level, named by the calendar year in which it ends.",
        type_=SmallInteger,
        sort_order=103,
    )


class District(CurrentLevel, NetworkRecord):
    """A school district: the unit that the state holds accountable and that writes a plan."""

    __tablename__ = "district"

    name: Mapped[str] = described("The district's name, or its pseudonym in a study.", unique=True)
    is_pseudonym: Mapped[bool] = described(
        "True for a district that a study names only by a pseudonym; it has no state code.",
        server_default=text("false"),
    )
    state_code: Mapped[str | None] = described(
        "The state's organization code: 8 digits, the last four 0000.", unique=True
    )
    nces_id: Mapped[str | None] = described(
        "The federal identifier (NCES LEAID): 7 digits.", unique=True
    )
    kind: Mapped[DistrictKind | None] = one_of(
        DistrictKind, "The kind of local education agency, where known."
    )
    is_charter: Mapped[bool | None] = described("Whether it is a charter district, where known.")
    profile: Mapped[str | None] = described("The community and its pupils, in a few sentences.")
    latitude: Mapped[Decimal | None] = described("Degrees north.", type_=Numeric(9, 6))
    longitude: Mapped[Decimal | None] = described("Degrees east.", type_=Numeric(9, 6))

    __table_args__ = (
        CheckConstraint(r"state_code ~ '^\d{4}0000$'", name="state_code"),
        CheckConstraint(r"nces_id ~ '^\d{7}$'", name="nces_id"),
        CheckConstraint(
            "NOT is_pseudonym OR (state_code IS NULL AND nces_id IS NULL)", name="pseudonym"
        ),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        Index(None, "level", "name", "id"),
        # In the order of names, those of some levels: of many districts, without their rows.
        Index(None, "name", "level", "id"),
    )


class School(CurrentLevel, DistrictRecord):
    """A school of a district."""

    __tablename__ = "school"

    name: Mapped[str] = described("The school's name, unique within its district.")
    state_code: Mapped[str | None] = described(
        "The state's organization code: 8 digits, the first four its district's.", unique=True
    )
    nces_id: Mapped[str | None] = described(
        "The federal identifier (NCESSCH): 12 digits, the first seven its district's.", unique=True
    )
    is_charter: Mapped[bool | None] = described("Whether it is a charter school, where known.")
    town: Mapped[str | None] = described("The town it stands in.")
    zip_code: Mapped[str | None] = described("The postal code: 5 digits.")
    grades: Mapped[str | None] = described("The grades taught, such as `PK,K,01,02`.")

    __table_args__ = (
        CheckConstraint(r"state_code ~ '^\d{8}$' AND state_code !~ '0000$'", name="state_code"),
        CheckConstraint(r"nces_id ~ '^\d{12}$'", name="nces_id"),
        CheckConstraint(r"zip_code ~ '^\d{5}$'", name="zip_code"),
        CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        UniqueConstraint("district_id", "name"),
        Index(None, "name", "district_id", "id"),
        Index(None, "level", "name", "district_id", "id"),
    )


class Firm(NetworkRecord):
    """A consulting firm or network that a district may hire to manage its plan."""

    __tablename__ = "firm"

    name: Mapped[str] = described("The firm's name.", unique=True)
    kind: Mapped[FirmKind] = one_of(FirmKind, "What kind of organization it is.")
    vetted_on: Mapped[date | None] = described(
        "When the state vetted it; only a vetted firm can be hired."
    )
    vetting_withdrawn_on: Mapped[date | None] = described(
        "When the state withdrew its vetting, if it did."
    )

    __table_args__ = (CheckConstraint("vetting_withdrawn_on >= vetted_on", name="vetting_dates"),)
