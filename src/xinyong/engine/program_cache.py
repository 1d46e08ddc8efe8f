"""Cache of compiled programs, because compiling the model takes longer than a small run.

Programs are stored in the user's cache folder, under a name made from the processor, the system and the versions of
jax. They give the same bits as freshly compiled ones. The environment variable ``XINYONG_CACHE`` names another folder
or is ``off``. ``JAX_COMPILATION_CACHE_DIR`` and a cache that was set in jax have priority.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
import warnings
from importlib.metadata import version
from pathlib import Path

import jax

VARIABLE = "XINYONG_CACHE"
MOST_BYTES = 256 << 20
"""Largest size of the cache; the oldest programs are removed first."""

_FLAGS = "--xla_cpu_prefer_vector_width=512 --xla_cpu_multi_thread_eigen=false"
"""They change speed and no results. On processors with 512-bit vectors the model runs about a sixth faster with them.
Threads run tiles in parallel; splitting single operations between threads as well costs a tenth."""
_KNOWS_FLAGS = ((0, 7), (0, 12))
"""Versions of jax that know the flags (upper end excluded); an unknown flag ends the process."""


def set_compiler_flags() -> None:
    """Set compiler flags for the engine, unless the user has set flags.

    Call it before jax compiles anything.
    """
    low, high = _KNOWS_FLAGS
    if "XLA_FLAGS" not in os.environ and low <= jax.__version_info__[:2] < high:
        os.environ["XLA_FLAGS"] = _FLAGS


def keep_compiled() -> Path | None:
    """Enable the cache of compiled programs, if possible.

    Returns
    -------
    The folder, or None if the cache is off or is elsewhere.
    """
    requested = os.environ.get(VARIABLE, "")
    if requested == "off" or jax.config.jax_compilation_cache_dir is not None:  # type: ignore[attr-defined]
        return None
    folder = (Path(requested) if requested else _user_cache()) / "xinyong" / _fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        prune(folder.parent, most_bytes=MOST_BYTES)
    except OSError:
        return None  # no place for a cache: every process compiles again, with the same results
    # another process may be writing the same program; it is then compiled again, which is harmless
    warnings.filterwarnings("ignore", message="Error reading persistent compilation cache entry")
    for setting, value in (
        ("jax_compilation_cache_dir", str(folder)),
        ("jax_persistent_cache_min_compile_time_secs", 0.0),
        ("jax_persistent_cache_min_entry_size_bytes", 0),
    ):
        jax.config.update(setting, value)  # type: ignore[no-untyped-call]
    return folder


def prune(folder: Path, *, most_bytes: int) -> None:
    """Remove the oldest programs in the subfolders until the rest take at most `most_bytes`."""
    files = sorted(folder.glob("*/*-cache"), key=lambda path: path.stat().st_mtime, reverse=True)
    total = 0
    for path in files:
        total += path.stat().st_size
        if total > most_bytes:
            path.unlink(missing_ok=True)


def _user_cache() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _fingerprint() -> str:
    """A name for everything that programs depend on: processor features, system, jax and its flags."""
    abilities = ""
    if (cpuinfo := Path("/proc/cpuinfo")).exists():
        wanted = ("flags", "Features", "model name", "model\t", "cpu family")
        abilities = "\n".join(sorted({x for x in cpuinfo.read_text().splitlines() if x.startswith(wanted)}))
    parts = (
        platform.platform(),
        platform.machine(),
        platform.processor(),
        abilities,
        jax.__version__,
        version("jaxlib"),
        os.environ.get("XLA_FLAGS", ""),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
