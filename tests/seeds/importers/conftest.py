"""Where the real files are, on machines that have them."""

from pathlib import Path

import pytest

MASSACHUSETTS = Path(__file__).parents[3].parent / "shared" / "data" / "ma"


@pytest.fixture(scope="session")
def massachusetts() -> Path:
    if not MASSACHUSETTS.is_dir():
        pytest.skip("the state's files are not at ../shared/data/ma")
    return MASSACHUSETTS
