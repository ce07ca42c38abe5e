#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The bench: what is measured, in which parts, and what came of it as tables and as JSON.

Ends with 1 when a target is missed and with 2 when something could not be run. `./do bench` builds
what it needs; docs/performance.md tells what the figures mean."""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
from dataclasses import dataclass, field

import growth
import peers
import shapes
import show
import speed
import start

PARTS = {"speed": speed, "start": start, "shapes": shapes, "growth": growth, "peers": peers}


@dataclass
class Bench:
    root: pathlib.Path
    build: pathlib.Path
    size: str
    rounds: int
    patience: int  # seconds of processor time that one run may take
    environment: dict = field(default_factory=dict)

    def __post_init__(self):
        self.qagida = self.build / "qagida"
        self.inputs = self.build / "inputs"
        self.inputs.mkdir(exist_ok=True)
        self.environment = peers.environment(self.build)

    def tool(self, name):
        return self.build / "bench" / name

    def check(self, *options):
        return [self.qagida, "check", "--no-config", "--format", "ndjson", *options]

    def jobs(self, threads):
        return ["--jobs", str(threads)]

    def thread_counts(self):
        return (1, 2) if (os.cpu_count() or 1) > 1 else (1,)

    def say(self, text):
        print(f"bench: {text}", file=sys.stderr)


def machine():
    model = platform.processor() or platform.machine()
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return {"cpu": model, "cores": os.cpu_count(), "system": platform.platform(terse=True)}


def commit(root):
    done = subprocess.run(["git", "-C", root, "describe", "--always", "--dirty"],
                          capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def parse_arguments(words):
    parser = argparse.ArgumentParser(prog="./do bench", description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="100M", help="of the exports: 10M, 100M, 1G (100M)")
    parser.add_argument("--rounds", type=int, default=7, help="counted rounds (7)")
    parser.add_argument("--only", metavar="PARTS", help=f"of {','.join(PARTS)}")
    parser.add_argument("--peers", action="store_true",
                        help="also the same ten rules by seven other programs")
    parser.add_argument("--patience", type=int, default=120,
                        help="seconds of processor time that one run may take (120)")
    parser.add_argument("--json", metavar="FILE", help="write the result there too")
    parser.add_argument("--build", default="build-bench", help=argparse.SUPPRESS)
    return parser.parse_args(words)


def chosen_parts(arguments):
    if arguments.only:
        parts = arguments.only.split(",")
        unknown = set(parts) - set(PARTS)
        if unknown:
            raise SystemExit(f"bench: no such part: {', '.join(sorted(unknown))}")
        return parts
    return [part for part in PARTS if part != "peers" or arguments.peers]


def failures(result):
    """What should have run and did not; a peer that is not here is no failure."""
    for part in result["parts"].values():
        for row in part.get("rows", []):
            if row["failure"] and row["failure"] != peers.NOT_HERE:
                yield f"{row['name']}: {row['failure']}"
        for name, series in part.get("series", {}).items():
            for point in series["points"]:
                if point["failure"]:
                    yield f"{name}, {point['number']}: {point['failure']}"


def main(words):
    arguments = parse_arguments(words)
    root = pathlib.Path(__file__).resolve().parent.parent
    bench = Bench(root, root / arguments.build, arguments.size, arguments.rounds,
                  arguments.patience)
    result = {"machine": machine(), "commit": commit(root), "size": bench.size,
              "rounds": bench.rounds, "parts": {}}
    for part in chosen_parts(arguments):
        bench.say(f"measuring: {part}")
        result["parts"][part] = PARTS[part].measure(bench)
        show.part(part, result["parts"][part])
    show.closing(result)
    if arguments.json:
        pathlib.Path(arguments.json).write_text(json.dumps(result, indent=1) + "\n")
    failed = list(failures(result))
    for failure in failed:
        bench.say(failure)
    targets = [one for part in result["parts"].values() for one in part.get("targets", [])]
    return 2 if failed else 0 if all(one["met"] for one in targets) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
