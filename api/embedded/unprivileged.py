"""Run a command as an unprivileged user: `python unprivileged.py USER COMMAND [ARGUMENT…]`.

PostgreSQL refuses to run as root, and the user that root hands it to often can't reach a clone
under `/root` or a private temporary folder. Rather than open those folders to everybody for
good, the process keeps one Linux capability for as long as it lives: to read what it is led to.
"""

import ctypes
import os
import pwd
import sys
from pathlib import Path

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 47, 2
CAPABILITY_VERSION_3 = 0x20080522


def main() -> None:
    """Become the user and the command; exits with one line if the command can't be reached."""
    user, *command = sys.argv[1:]
    _become(pwd.getpwnam(user))
    if not _reaches(command[0]) and not (_keep(CAP_DAC_READ_SEARCH) or _keep(CAP_DAC_OVERRIDE)):
        sys.exit(f"the user {user} can't reach {command[0]} or {Path.cwd()}")
    os.execv(command[0], command)  # noqa: S606 - the caller's command is what this program is for


def _become(user: pwd.struct_passwd) -> None:
    if sys.platform == "linux":
        _libc().prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


def _reaches(executable: str) -> bool:
    return os.access(executable, os.X_OK) and os.access(Path.cwd(), os.R_OK | os.X_OK)


def _keep(capability: int) -> bool:
    """Make it the only capability, one that outlives exec; false where we don't have it."""
    if sys.platform != "linux":
        return False
    only = 1 << capability
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(only, only, only, 0, 0, 0)
    libc = _libc()
    failed: int = libc.capset(header, effective_permitted_inheritable) or libc.prctl(
        PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0
    )
    return failed == 0


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)


if __name__ == "__main__":
    main()
