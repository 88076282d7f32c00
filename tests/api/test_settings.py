"""What an operator can set, what is refused, and that the documented table is the code's."""

import pickle
from pathlib import Path

import pytest

from api.settings import Settings, SettingsError, load_settings
from api.settings_page import settings_page

ROOT = Path(__file__).parents[2]


def test_the_documented_table_is_the_code_s() -> None:
    assert (ROOT / "docs/settings.md").read_text() == settings_page(), "run `make docs`"


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_defaults_serve_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    settings = load_settings()
    assert settings.host == "127.0.0.1"
    assert settings.demo is False
    assert settings.token_issuer == settings.address == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "http", "PORT: "),
        ("PORT", "65536", "PORT: "),
        ("WORKERS", "0", "WORKERS: "),
        ("TIME_ZONE", "Massachusetts", "TIME_ZONE: not a time zone"),
        ("TIME_ZONE", "../../etc/passwd", "TIME_ZONE: not a time zone"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL: "),
        ("MIGRATE_DATABASE_URL", "postgresql://owner:secret@db/x", "DATABASE_URL has to be set"),
    ],
)
def test_what_can_not_be_used_is_named_on_one_line_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert said in str(caught.value)
    assert value not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "api.example.org"])
def test_the_demo_keeps_to_loopback_unless_told_in_so_many_words(host: str) -> None:
    with pytest.raises(ValueError, match="DEMO_ON_ANY_ADDRESS=true"):
        Settings(demo=True, host=host)
    assert Settings(demo=True, host=host, demo_on_any_address=True).host == host
    assert Settings(demo=False, host=host).host == host


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "::1", "localhost"])
def test_the_demo_listens_on_loopback(host: str) -> None:
    assert Settings(demo=True, host=host).demo is True


def test_origins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORS_ORIGINS", "https://portal.example.org, https://tool.example.org,")
    assert load_settings().cors_origins == (
        "https://portal.example.org",
        "https://tool.example.org",
    )


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("PORT", "")
    assert load_settings().database_url is None
    assert load_settings().port == 8000


def test_the_port_that_was_free_is_in_the_issuer_unless_that_is_set() -> None:
    assert Settings(port=0).on_port(4321).token_issuer == "http://127.0.0.1:4321"
    named = Settings(port=0, token_issuer="https://state.example.org").on_port(4321)
    assert (named.port, named.token_issuer) == (4321, "https://state.example.org")


def test_addresses_to_paste_are_ones_that_answer() -> None:
    assert Settings(host="0.0.0.0", port=1).address == "http://127.0.0.1:1"
    assert Settings(host="::1", port=1).address == "http://[::1]:1"


def test_passwords_stay_out_of_what_is_printed() -> None:
    settings = Settings(
        database_url="postgresql://a:secret@db/x", migrate_database_url="postgresql://b:secret@db/x"
    )
    assert "secret" not in repr(settings)


def test_settings_reach_another_process_as_they_are() -> None:
    settings = Settings(demo=True, port=7, data_dir=Path("elsewhere"))
    assert pickle.loads(pickle.dumps(settings)) == settings


@pytest.mark.parametrize(
    "issuer", ["http://login.example.org", "not an address", "https://login.example.org/?a=b"]
)
def test_an_external_issuer_is_an_https_address(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    monkeypatch.setenv("EXTERNAL_ISSUER", issuer)
    with pytest.raises(SettingsError, match="EXTERNAL_ISSUER"):
        load_settings()


def test_the_external_issuer_is_not_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTERNAL_ISSUER", "https://login.example.org")
    monkeypatch.setenv("TOKEN_ISSUER", "https://login.example.org")
    with pytest.raises(SettingsError, match="TOKEN_ISSUER"):
        load_settings()
