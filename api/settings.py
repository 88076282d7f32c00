"""What an operator can set, by environment variables; nothing else in the code reads those.

`docs/settings.md` is this module as a table, written by `api/settings_page.py`.
"""

import ipaddress
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from auth.issuers import require_secure
from auth.sealing import read_secret
from models.filing_terms import MEDIA_TYPES

__all__ = ["Settings", "SettingsError", "load_settings"]


ROOM_FOR_VARIABLES = 1_000_000
"""What a request may have beside its document, in bytes."""


class SettingsError(Exception):
    """A setting can't be used; the message names it, on one line, without its value."""


SANDBOX = "sandbox"
SANDBOX_AUDIENCE = "urn:throughline:sandbox"

OF_THE_REAL_NETWORK = (
    *("database_url", "migrate_database_url", "secret_key", "explorer_client_id"),
    *("external_issuer", "external_audience", "external_client_id", "external_client_secret"),
    *("files_url", "files_endpoint", "files_region"),
    *("files_access_key_id", "files_secret_access_key"),
)
ALLOWED_IN_SANDBOX = ("webhooks_allow_http", "webhooks_allow_private")
"""A firm's tool that is tried stands on the same machine."""


def _own_address(data: dict[str, Any]) -> str:
    return _address(data["host"], data["port"])


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Settings(BaseSettings):
    """The settings of one process. Every field is the environment variable of its name."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_ignore_empty=True)

    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(
        8000, ge=0, le=65535, description="The port to listen on; 0 takes any that is free."
    )
    workers: int = Field(
        1, ge=1, le=128, description="How many processes serve; about one for each core."
    )
    data_dir: Path = Field(
        Path(".data"),
        description="Where the secret, the embedded database and files are kept.",
    )
    database_url: str | None = Field(
        None,
        repr=False,
        description=(
            "PostgreSQL 18, by a login that owns nothing and can't bypass row-level security: "
            "`postgresql://throughline_api:…@host/throughline`. Unset: the embedded server."
        ),
    )
    migrate_database_url: str | None = Field(
        None,
        repr=False,
        description=(
            "The same database by the login that owns it, to migrate, seed and import. Where it "
            "is set, `serve` migrates first. Unset: `DATABASE_URL`; the embedded server has its "
            "own."
        ),
    )
    pool_size: int = Field(
        8, ge=1, le=1000, description="Database connections of each process, at most."
    )
    statement_timeout_seconds: float = Field(
        30, gt=0, le=3600, description="How long one statement may take, in seconds."
    )
    shutdown_seconds: int = Field(
        20,
        ge=0,
        le=3600,
        description="How long running requests may take to finish on the way out.",
    )
    jobs: bool = Field(
        default=True,
        description=(
            "Whether `serve` does jobs beside answering requests. `false` where "
            "`throughline worker` does them."
        ),
    )
    job_slots: int = Field(
        10, ge=2, le=1000, description="How many jobs each process does at once, at most."
    )
    job_lost_seconds: float = Field(
        30,
        ge=1,
        le=3600,
        description=(
            "How long nothing is heard of a process until others take up the jobs that it was "
            "doing, in seconds."
        ),
    )
    webhooks_allow_http: bool = Field(
        default=False,
        description="Whether webhooks may be sent by http, where everybody on the way reads them.",
    )
    webhooks_allow_private: bool = Field(
        default=False,
        description=(
            "Whether webhooks may be sent to addresses that are not public: loopback, the machine's"
            " own network, a cloud's metadata service. For trying them out."
        ),
    )
    webhook_failing_days: int = Field(
        5,
        ge=1,
        le=365,
        description="After how many days without a success an endpoint is disabled.",
    )
    webhook_keep_days: int = Field(
        30, ge=1, le=3650, description="How many days deliveries of webhooks can be looked up."
    )
    explorer_client_id: UUID | None = Field(
        None,
        description=(
            "The client, of kind `portal`, by which the explorer at `/` logs people in. Unset: "
            "the demo has its own; elsewhere the explorer takes a token that is pasted."
        ),
    )
    demo: bool = Field(
        default=False,
        description=(
            "Seed the demo network, and let anyone be any of its personas. "
            "`make serve` sets it to true."
        ),
    )
    demo_on_any_address: bool = Field(
        default=False,
        description=(
            "Let the demo listen on an address that other machines may reach, where whoever "
            "reaches it can act as any persona."
        ),
    )
    sandbox: bool = Field(
        default=False,
        description=(
            "Be the sandbox: a network of its own, with a database, secret and files in "
            "`DATA_DIR/sandbox` and nothing of the real one. `throughline serve --sandbox` sets "
            "it; other commands work on the sandbox with it."
        ),
    )
    time_zone: str = Field(
        "America/New_York", description="The network's time zone, which decides what day it is."
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description=(
            "The origins whose pages may call the API, separated by commas: "
            "`https://portal.example.org`."
        ),
    )
    token_issuer: str = Field(
        default_factory=_own_address,
        description="The `iss` of the tokens that this API issues itself.",
        json_schema_extra={"default": "http://HOST:PORT"},
    )
    token_audience: str = Field(
        "urn:throughline:api", min_length=1, description="The `aud` that a token must have."
    )
    token_minutes: int = Field(
        720, ge=1, le=7 * 24 * 60, description="How long a demo token lives, in minutes."
    )
    secret_key: str | None = Field(
        None,
        repr=False,
        description=(
            "What seals signing keys, second factors and log-ins under way: 32 bytes in base64 "
            "(`openssl rand -base64 32`), the same for all machines; after a comma, older ones "
            "that still open. Unset: the file `secret` in `DATA_DIR`, made at the first start."
        ),
    )
    signing_key_days: int = Field(
        30, ge=2, le=3650, description="How long a key signs until the next one does, in days."
    )
    external_issuer: str | None = Field(
        None,
        description=(
            "The state's OpenID provider, by its issuer URL; its tokens are accepted beside our "
            "own. Unset: our own only."
        ),
    )
    external_audience: str | None = Field(
        None,
        description="The `aud` of the external issuer's tokens. Unset: `TOKEN_AUDIENCE`.",
    )
    external_client_id: str | None = Field(
        None,
        description=(
            "What this API is called at the state's provider, where people then log in; its "
            "callback is `/log-in/provider/callback`. Unset: people log in here."
        ),
    )
    external_client_secret: str | None = Field(
        None,
        repr=False,
        description="The secret of `EXTERNAL_CLIENT_ID`. Unset: a public client, by PKCE alone.",
    )
    external_claim: str = Field(
        "sub",
        min_length=1,
        description=(
            "The claim of the provider that says who somebody is: `email`, if verified, is looked "
            "up among contacts, and any other among the registered logins of that issuer."
        ),
    )
    second_factor_roles: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description=(
            "The roles, separated by commas, whose holders need a second factor to log in: "
            "`STATE_OFFICE,RESEARCH_OFFICE`."
        ),
    )
    session_hours: float = Field(
        12, gt=0, le=720, description="How long somebody stays logged in at most, in hours."
    )
    session_idle_minutes: float = Field(
        60,
        gt=0,
        le=43_200,
        description="How long somebody stays logged in without doing anything, in minutes.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="The least severe record to log: `DEBUG`, `INFO`, `WARNING`, `ERROR`."
    )
    max_document_bytes: int = Field(
        100_000, ge=1, description="The longest GraphQL document, in bytes."
    )
    max_depth: int = Field(20, ge=1, description="The deepest nesting of fields.")
    max_aliases: int = Field(200, ge=1, description="The most aliases of one field.")
    max_page: int = Field(1_000, ge=1, description="The longest page of a connection.")
    max_records: int = Field(
        200_000, ge=1, description="The most records that an operation may ask for, as estimated."
    )
    points_per_minute: int = Field(
        100_000,
        ge=0,
        le=2_000_000_000,
        description=(
            "What whoever has a token may ask for, in points a minute: one for each 100 records "
            "that an operation can give, one at least. 0 sets no limit."
        ),
    )
    public_points_per_minute: int = Field(
        20_000,
        ge=0,
        le=2_000_000_000,
        description="The same for whoever has none, by address. 0 sets no limit.",
    )
    max_import_bytes: int = Field(
        100_000_000, ge=1, description="The largest file that is imported over HTTP, in bytes."
    )
    live_connections: int = Field(
        10_000,
        ge=0,
        description="How many connections with subscriptions each process holds at most.",
    )
    live_subscriptions: int = Field(
        50, ge=1, description="How many operations one WebSocket may have open."
    )
    live_subscriptions_of_caller: int = Field(
        500,
        ge=1,
        description=(
            "How many subscriptions one person or firm may have open at each process; of the "
            "public, how many different ones."
        ),
    )
    live_messages: int = Field(
        1_000,
        ge=200,
        description=(
            "How many messages wait for a subscriber who reads slowly; whoever is further behind "
            "is disconnected, and goes on from their last event."
        ),
    )
    max_import_rows: int = Field(
        100_000, ge=1, le=1_000_000, description="The most rows of a spreadsheet that is imported."
    )
    exports_at_once: int = Field(
        2,
        ge=1,
        le=100,
        description=(
            "How many exports a caller may have under way at once in each process; all callers "
            "together, half of `POOL_SIZE`."
        ),
    )
    export_timeout_seconds: float = Field(
        3_600,
        gt=0,
        le=86_400,
        description=(
            "How long an export may take, in seconds, instead of `STATEMENT_TIMEOUT_SECONDS`."
        ),
    )
    bulk_hours: float = Field(
        72,
        gt=0,
        le=24 * 365,
        description="How long the file of a bulk operation is kept, in hours.",
    )
    interview_retention_days: int | None = Field(
        None,
        ge=0,
        description=(
            "How many days after the end of its study `throughline erase expired` leaves an"
            " interview and what hangs on it. Unset: for good."
        ),
    )
    max_file_bytes: int = Field(
        50_000_000,
        ge=1,
        le=2_000_000_000,
        description="The largest file of evidence, in bytes.",
    )
    file_types: Annotated[tuple[str, ...], NoDecode] = Field(
        MEDIA_TYPES,
        description=(
            "The media types of files of evidence, separated by commas. Unset: PDF, Word, Excel, "
            "CSV, plain text, PNG, JPEG, GIF and WebP; others are not known."
        ),
        json_schema_extra={"default": "all that are known"},
    )
    upload_minutes: int = Field(
        15,
        ge=1,
        le=24 * 60,
        description="How long a file can be sent to a signed address, in minutes.",
    )
    files_url: str | None = Field(
        None,
        description=(
            "The bucket in which files are kept: `s3://bucket/folder`, of anything that speaks S3. "
            "Unset: the directory `files` in `DATA_DIR`."
        ),
    )
    files_endpoint: str | None = Field(
        None,
        description="Where the bucket's service is, if it is not Amazon's: `https://…`.",
    )
    files_region: str | None = Field(
        None, description="The bucket's region. Unset: `AWS_REGION`, or the service's default."
    )
    files_access_key_id: str | None = Field(
        None,
        repr=False,
        description=(
            "The key to the bucket. Unset: the usual `AWS_…` variables, or the machine's own role."
        ),
    )
    files_secret_access_key: str | None = Field(
        None, repr=False, description="The secret of `FILES_ACCESS_KEY_ID`."
    )
    clamd_address: str | None = Field(
        None,
        description=(
            "A ClamAV daemon that every file is shown to, `tcp://host:port` or `unix:///path`; "
            "while it does not answer, no file is taken. Unset: none."
        ),
    )
    document_cache: int = Field(
        1_000, ge=1, description="How many documents each process keeps parsed and compiled."
    )
    persisted_documents: int = Field(
        10_000,
        ge=0,
        description=(
            "How many documents that clients have sent with their hash are kept for all processes;"
            " those used longest ago are let go of. 0 keeps none."
        ),
    )
    persisted_document_bytes: int = Field(
        50_000_000, ge=0, description="How long these may be together, in bytes."
    )
    only_registered_documents: bool = Field(
        default=False,
        description=(
            "Run no documents but those that `throughline documents register` has registered, "
            "for whoever asks; introspection too."
        ),
    )

    @field_validator("cors_origins", "file_types", "second_factor_roles", mode="before")
    @classmethod
    def _separate(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(origin.strip() for origin in value.split(",") if origin.strip())

    @field_validator("file_types")
    @classmethod
    def _known_types(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value or set(value) - set(MEDIA_TYPES):
            raise ValueError(f"known are {', '.join(MEDIA_TYPES)}")
        return value

    @field_validator("second_factor_roles")
    @classmethod
    def _known_roles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not value:
            return value
        # Models take a while to load, which commands that need none should not wait for.
        from models.people import Role  # noqa: PLC0415

        known = {role.name for role in Role} - {"PUBLIC", "FIRM_SERVICE"}
        if set(value) - known:
            raise ValueError(f"known are {', '.join(sorted(known))}")
        return value

    @field_validator("files_url")
    @classmethod
    def _is_bucket(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme != "s3" or not urlsplit(value).netloc):
            raise ValueError("a bucket is written s3://bucket/folder")
        return value

    @field_validator("clamd_address")
    @classmethod
    def _is_daemon(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "tcp://localhost:3310")
        if parts.scheme not in {"tcp", "unix"} or not (parts.port or parts.path):
            raise ValueError("a daemon is written tcp://host:port or unix:///path")
        return value

    @field_validator("secret_key")
    @classmethod
    def _is_secret(cls, value: str | None) -> str | None:
        if value is not None:
            read_secret(value)
        return value

    @model_validator(mode="after")
    def _key_has_its_secret(self) -> Self:
        if (self.files_access_key_id is None) != (self.files_secret_access_key is None):
            raise ValueError("FILES_ACCESS_KEY_ID and FILES_SECRET_ACCESS_KEY go together")
        return self

    @field_validator("time_zone")
    @classmethod
    def _known_time_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("not a time zone of the IANA database") from error

    @model_validator(mode="after")
    def _keep_the_demo_home(self) -> Self:
        if self.demo and not self.demo_on_any_address and not _is_loopback(self.host):
            raise ValueError(
                f"DEMO=true gives anyone the token of any persona, so HOST={self.host} needs "
                "DEMO_ON_ANY_ADDRESS=true"
            )
        return self

    @model_validator(mode="after")
    def _client_has_its_issuer(self) -> Self:
        if self.external_client_id is not None and self.external_issuer is None:
            raise ValueError("EXTERNAL_CLIENT_ID is of EXTERNAL_ISSUER, which is not set")
        if self.external_client_secret is not None and self.external_client_id is None:
            raise ValueError("EXTERNAL_CLIENT_SECRET is the secret of EXTERNAL_CLIENT_ID")
        return self

    @field_validator("external_issuer")
    @classmethod
    def _issuer_is_secure(cls, value: str | None) -> str | None:
        if value is not None:
            require_secure(value)
        return value

    @model_validator(mode="after")
    def _keep_issuers_apart(self) -> Self:
        if self.external_issuer is not None and self.external_issuer == self.token_issuer:
            raise ValueError("EXTERNAL_ISSUER is the state's provider, not TOKEN_ISSUER")
        return self

    @model_validator(mode="after")
    def _migrate_what_is_served(self) -> Self:
        if self.migrate_database_url is not None and self.database_url is None:
            raise ValueError("MIGRATE_DATABASE_URL is set, so DATABASE_URL has to be set too")
        return self

    def on_port(self, port: int) -> Self:
        """The same settings, with the port that PORT=0 turned out to be."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**given | {"port": port})

    def sandboxed(self) -> Self:
        """The settings of the sandbox: its own database, secret, files and audience.

        Whatever leads to the real network's is not followed, though it is set.
        """
        if self.sandbox and self.data_dir.name == SANDBOX:
            return self
        elsewhere = dict.fromkeys(OF_THE_REAL_NETWORK)
        return self.model_copy(
            update={
                **elsewhere,
                **{name: True for name in ALLOWED_IN_SANDBOX if name in type(self).model_fields},
                "sandbox": True,
                "data_dir": self.data_dir / SANDBOX,
                "token_audience": SANDBOX_AUDIENCE,
            }
        )

    @property
    def largest_request(self) -> int:
        """What one GraphQL request may have at most, in bytes."""
        return self.max_document_bytes + ROOM_FOR_VARIABLES

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the API."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return _address(host, self.port)


def load_settings() -> Settings:
    """The settings of the environment, or of its sandbox; raises SettingsError."""
    try:
        settings = Settings()
        return settings.sandboxed() if settings.sandbox else settings
    except ValidationError as error:
        said = [each for each in error.errors() if each["type"] != "default_factory_not_called"]
        raise SettingsError("; ".join(_complaint(dict(each)) for each in said)) from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _complaint(error: dict[str, Any]) -> str:
    name = "".join(f"{part}: ".upper() for part in error["loc"][:1])
    return name + str(error["msg"]).removeprefix("Value error, ")
