"""`docs/settings.md`, written from the settings: `python -m api.settings_page`."""

from pydantic.fields import FieldInfo

from api.settings import Settings

__all__ = ["settings_page"]

_PREFACE = """\
# Settings

Environment variables, read once at start. This table is written from `api/settings.py` by
`make docs`; a test holds the two together. Exporters of traces and metrics are set by the standard
`OTEL_…` variables (`OTEL_TRACES_EXPORTER=otlp`, `OTEL_METRICS_EXPORTER=otlp`,
`OTEL_EXPORTER_OTLP_ENDPOINT`), and are off by default.
"""


def settings_page() -> str:
    """`docs/settings.md`."""
    rows = [_row(name, field) for name, field in Settings.model_fields.items()]
    return "\n".join(
        [_PREFACE, "| variable | default | what it says |", "|---|---|---|", *rows, ""]
    )


def _row(name: str, field: FieldInfo) -> str:
    extra = field.json_schema_extra
    default = extra["default"] if isinstance(extra, dict) else field.default
    return f"| `{name.upper()}` | {_shown(default)} | {field.description} |"


def _shown(default: object) -> str:
    if default is None or default == ():
        return "unset"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


if __name__ == "__main__":
    print(settings_page(), end="")  # noqa: T201 - the page is what this program is for
