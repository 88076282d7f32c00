"""Memory that was freed is kept for the next answer, up to a bound."""

import subprocess
import sys

import pytest

PROGRAM = """
import resource
from api.memory import keep_freed_memory
{kept}

def faults():
    for _ in range(20):
        parts = [bytes(range(256)) * 1000 for _ in range(3)]
        b"".join(parts)
        del parts
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

faults()
before = faults()
print(faults() - before)
"""


def faults(kept: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(kept=kept)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="it is glibc that is told")
def test_what_an_answer_took_is_not_mapped_anew_for_the_next() -> None:
    assert faults("keep_freed_memory()") < 100
    assert faults("") > 1000, "or nobody needs to say it any more"
