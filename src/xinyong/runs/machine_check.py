"""Checks the machine: versions, memory, devices, known answers, and a tiny run that must repeat itself."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata

import numpy as np

from ..display import Table
from ..errors import XinyongError
from ..results.manifest import available_cores
from ..society.random_streams import threefry2x32

LIBRARIES = ("jax", "jaxlib", "numpy", "pydantic", "pandas", "pyarrow", "altair", "vl-convert-python", "typer")

_ONES = 0xFFFFFFFF
KNOWN_ANSWERS = (
    ((0, 0), (0, 0), (0x9D1C5EC6, 0x8BD50731)),
    ((_ONES, _ONES), (_ONES, _ONES), (0xFD36D048, 0x2D17272C)),
    ((0x13198A2E, 0x03707344), (0x243F6A88, 0x85A308D3), (0xBA3E4725, 0xF27D669E)),
)
"""Key, counter and output of Threefry-2x32 with 13 rounds, published with Random123 (Salmon et al., 2011)."""

LEAST_MEMORY_GIB = 3.0
"""What a run of a million citizens needs at most."""


@dataclass(frozen=True)
class MachineCheck:
    """One finding.

    Attributes
    ----------
    check
        The part of the machine.
    is_well
        Whether it is as it should be.
    finding
        What was found.
    """

    check: str
    is_well: bool
    finding: str


def doctor() -> Table:
    """Check this machine: versions, cores, memory, devices, known answers, and a tiny run that must repeat itself.

    Returns
    -------
    A row a check: check, is_well, finding.
    """
    checks = [
        MachineCheck("xinyong", True, metadata.version("xinyong")),
        MachineCheck("python", True, f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        *(MachineCheck(library, True, metadata.version(library)) for library in LIBRARIES),
        MachineCheck("cores", True, f"{available_cores()} for this process"),
        _memory(),
        _devices(),
        _known_answers(),
        _tiny_run(),
    ]
    return Table("Check of this machine", ("check", "is_well", "finding"), tuple(map(asdict, checks)))


def _memory() -> MachineCheck:
    try:
        gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (AttributeError, ValueError, OSError):  # not every system says
        return MachineCheck("memory", True, "this system does not say")
    advice = "" if gib >= LEAST_MEMORY_GIB else f"; a million citizens need {LEAST_MEMORY_GIB:g} GiB"
    return MachineCheck("memory", gib >= LEAST_MEMORY_GIB, f"{gib:.1f} GiB{advice}")


def _devices() -> MachineCheck:
    import jax

    found = ", ".join(f"{device.platform} {device.device_kind}" for device in jax.devices())
    return MachineCheck("devices", True, found)


def _known_answers() -> MachineCheck:
    def is_right(key: tuple[int, int], counter: tuple[int, int], answer: tuple[int, int]) -> bool:
        first, second = threefry2x32(_words(key), _words(counter))
        return (int(first), int(second)) == answer

    is_well = all(is_right(*known) for known in KNOWN_ANSWERS)
    return MachineCheck(
        "random numbers", is_well, "Threefry-2x32 gives the published answers" if is_well else "Threefry-2x32 is wrong"
    )


def _words(pair: tuple[int, int]) -> tuple[np.uint32, np.uint32]:
    return np.uint32(pair[0]), np.uint32(pair[1])


def _tiny_run() -> MachineCheck:
    """Two runs of a thousand people for three months; the books must balance and the bits be the same."""
    from .run import run

    def series_hash() -> str:
        return str(run(population=1000, from_="2015-01", until="2015-03", cohort=0).manifest["series_hash"])

    return _timed("tiny run", series_hash)


def _timed(name: str, compute: Callable[[], str]) -> MachineCheck:
    began = time.perf_counter()
    try:
        first, second = compute(), compute()
    except XinyongError as error:
        return MachineCheck(name, False, str(error))
    seconds = time.perf_counter() - began
    if first != second:
        return MachineCheck(name, False, f"two runs of the same scenario differ: {first[:16]} and {second[:16]}")
    return MachineCheck(name, True, f"the same bits twice ({first[:16]}), {seconds:.1f} s")
