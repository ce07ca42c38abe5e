# SPDX-License-Identifier: Apache-2.0
"""Contestants that take turns, and what their runs come to.

The turns and the clock are qg_rounds' (rounds.c): a small program, so that nothing of this one
weighs on what is measured. Here are the plan that it is given and the medians of what it tells.
"""

import math
import os
import statistics
import subprocess
from dataclasses import dataclass, field


@dataclass
class Contestant:
    name: str
    command: list
    megabytes: float = 0  # 10^6 bytes of its input
    worst_status: int = 0  # a larger one is a failure
    group: str = ""  # what else it is known by: a shape, the number it grows with
    seconds: list = field(default_factory=list)
    busy: list = field(default_factory=list)  # of them, seconds of processor time
    peak_kib: int = 0
    failure: str = ""

    @property
    def median(self):
        return statistics.median(self.seconds) if self.seconds else math.nan

    @property
    def speed(self):
        """In 10^6 bytes a second."""
        return self.megabytes / self.median if self.seconds else math.nan

    @property
    def thrift(self):
        """In 10^6 bytes a second of processor time."""
        busy = statistics.median(self.busy) if self.busy else 0
        return self.megabytes / busy if busy else None

    def row(self):
        """What the JSON result says of it."""
        return {
            "name": self.name,
            "group": self.group,
            "megabytes": self.megabytes,
            "seconds": self.median if self.seconds else None,
            "samples": self.seconds,
            "busy_samples": self.busy,
            "megabytes_per_second": self.speed if self.seconds and self.megabytes else None,
            "megabytes_per_processor_second": self.thrift,
            "peak_kib": self.peak_kib or None,
            "failure": self.failure,
        }


def megabytes(path):
    return os.stat(path).st_size / 1e6


def compete(bench, contestants, rounds=None):
    """Runs all of them in turns and gives each its samples."""
    runnable = [one for one in contestants if not one.failure]
    plan = "".join(
        "\t".join([str(one.worst_status), *map(str, one.command)]) + "\n" for one in runnable)
    command = [bench.tool("qg_rounds"), str(rounds or bench.rounds), str(bench.patience)]
    done = subprocess.run(
        command, input=plan, stdout=subprocess.PIPE, text=True, check=True, env=bench.environment)
    for line in done.stdout.splitlines():
        number, seconds, busy, peak, status = line.split("\t")
        note(runnable[int(number)], (float(seconds), float(busy)), int(peak), int(status), bench)
    return contestants


def note(one, times, peak_kib, status, bench):
    if 0 <= status <= one.worst_status:
        one.seconds.append(times[0])
        one.busy.append(times[1])
        one.peak_kib = max(one.peak_kib, peak_kib)
        return
    one.seconds, one.busy = [], []
    one.failure = f"ended with {status}" if status >= 0 else f"not done in {bench.patience} s"


def exponent(points):
    """The slope of a line through the points on paper with logarithmic axes: 1 is growth in
    proportion, 2 a square. NaN where there are fewer than two."""
    known = [(math.log(x), math.log(y)) for x, y in points if x > 0 and y > 0]
    if len(known) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*known)).slope
