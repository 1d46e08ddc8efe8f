"""Compiled programs, kept between runs, because compiling the model takes longer than a small run of it.

Programs are kept in the user's cache folder, under a name made of the processor, the system and the versions
of jax, and give the same bits as fresh ones. The environment variable ``XINYONG_CACHE`` names another folder,
or is ``off``; ``JAX_COMPILATION_CACHE_DIR`` and a cache that was set in jax itself come first.
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
"""Room for kept programs; the oldest go first."""

_FLAGS = "--xla_cpu_prefer_vector_width=512 --xla_cpu_multi_thread_eigen=false"
"""They alter speed and no bits. Where the processor has such vectors, the model runs about a sixth faster
with the widest. Threads work on tiles side by side; splitting an operation between them as well costs a tenth."""
_KNOWS_FLAGS = ((0, 7), (0, 12))
"""The versions of jax, the last excluded, that know the flags: an unknown one ends the process."""


def set_compiler_flags() -> None:
    """Tell the compiler how the engine works, unless the user has flags of their own.

    It must be called before jax compiles anything.
    """
    low, high = _KNOWS_FLAGS
    if "XLA_FLAGS" not in os.environ and low <= jax.__version_info__[:2] < high:
        os.environ["XLA_FLAGS"] = _FLAGS


def keep_compiled() -> Path | None:
    """Keep compiled programs from now on, where they can be kept.

    Returns
    -------
    The folder, or None if they are not kept or are kept elsewhere.
    """
    asked = os.environ.get(VARIABLE, "")
    if asked == "off" or jax.config.jax_compilation_cache_dir is not None:  # type: ignore[attr-defined]
        return None
    folder = (Path(asked) if asked else _user_cache()) / "xinyong" / _fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        prune(folder.parent, most_bytes=MOST_BYTES)
    except OSError:
        return None  # nowhere to keep them: every process compiles anew, with the same results
    # another process may be half-way through writing a program: it is then compiled, and nothing is wrong
    warnings.filterwarnings("ignore", message="Error reading persistent compilation cache entry")
    for setting, value in (
        ("jax_compilation_cache_dir", str(folder)),
        ("jax_persistent_cache_min_compile_time_secs", 0.0),
        ("jax_persistent_cache_min_entry_size_bytes", 0),
    ):
        jax.config.update(setting, value)  # type: ignore[no-untyped-call]
    return folder


def prune(folder: Path, *, most_bytes: int) -> None:
    """Remove the oldest programs in the folders of a folder until the rest take no more than `most_bytes`."""
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
    """A name for what programs depend on: the processor with its abilities, the system, jax and its flags."""
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
