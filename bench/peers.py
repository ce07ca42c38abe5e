# SPDX-License-Identifier: Apache-2.0
"""The same ten rules by qagida and by what people would write instead of it (peers/).

Nobody is measured whose answers differ: before the clock starts each peer's pairs of record and
rule are compared with qagida's."""

import json
import os
import subprocess
from dataclasses import dataclass

import inputs
from contest import Contestant, compete, megabytes
from speed import plural, ratio, target


@dataclass
class Peer:
    name: str
    folder: str
    size: str  # of its input, so that a run takes about a second
    helped: str = ""  # rules of which its driver computes a part that its language cannot


PEERS = (
    Peer("jq", "jq", "20M"),
    Peer("AJV, with code", "ajv", "50M"),
    Peer("json-rules-engine", "json-rules-engine", "10M"),
    Peer("cfn-guard", "cfn-guard", "5M", "P35-b P38-b P46-a"),
    Peer("Cedar, wasm", "cedar", "5M", "P35-b P42-b P46-a P48.3-b"),
    Peer("CLIPS", "clips", "20M"),
    Peer("SWI-Prolog", "swi-prolog", "10M"),
)

# Why somebody does not take part.
NOT_HERE = "not here"
DIFFERS = "answers differ"

# The target: so many times as fast as the fastest of them.
TIMES_THE_FASTEST = 20


def folder(bench):
    return bench.root / "bench/peers"


def program(bench, peer):
    return folder(bench) / peer.folder / "run"


def version(bench, peer):
    """What it calls itself, or None where it cannot be run."""
    try:
        done = subprocess.run([program(bench, peer), "--version"], env=bench.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.split()[-1].removeprefix("jq-")


def answers(bench, peer, export):
    """Its pairs of record and rule."""
    done = subprocess.run([program(bench, peer), export], env=bench.environment, text=True,
                          stdout=subprocess.PIPE, check=True)
    return {tuple(line.split("\t")) for line in done.stdout.splitlines()}


def ten(bench):
    return folder(bench) / "qagida/ten.qagida"


def check(bench, path, command=None, threads=1):
    """qagida's command line, or that of a checker that it built."""
    command = command or [bench.qagida, "check", "--no-config", "-p", ten(bench)]
    return [*command, "--format", "ndjson", "--max-findings", "0", *bench.jobs(threads), path]


def own_answers(bench, export, command=None):
    done = subprocess.run(check(bench, export, command), text=True, stdout=subprocess.PIPE,
                          check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"bench: {done.args} ended with {done.returncode}")
    findings = [json.loads(line).get("finding") for line in done.stdout.splitlines()]
    return {(one["subject"]["record"], one["rule"]) for one in findings
            if one and one["outcome"] == "violated"}


def build_checker(bench):
    """Makes a program of the ten rules; gives its path, and why it could not be made."""
    path = bench.build / "ten-checker"
    done = subprocess.run([bench.qagida, "build", "-p", ten(bench), "-o", path], check=False)
    return path, "could not be built" if done.returncode else ""


def own_contestants(bench, export, expected, sample):
    """On one thread, and on as many as it takes by itself: a peer has the same machine."""

    def contestants(way, command, failure=""):
        for threads in bench.thread_counts():
            yield Contestant(f"qagida, {way}, {plural(threads, 'thread')}",
                             check(bench, export, command, threads), megabytes(export),
                             worst_status=1, group=f"qagida-{way}-{threads}", failure=failure)

    yield from contestants("interpreted", None)
    checker, problem = build_checker(bench)
    command = [checker, "--no-config"]
    if not problem and own_answers(bench, sample, command) != expected:
        problem = DIFFERS
    yield from contestants("compiled", command, problem)


def contestant(bench, peer, expected, sample):
    found = version(bench, peer)
    name = f"{peer.name} {found}" if found else peer.name
    result = Contestant(name, [], group=peer.folder)
    if found is None:
        result.failure = NOT_HERE
    elif answers(bench, peer, sample) != expected:
        result.failure = DIFFERS
    else:
        export = inputs.generated(bench, f"export-{peer.size}", "--bytes", peer.size)
        result.command = [program(bench, peer), export]
        result.megabytes = megabytes(export)
    return result


def measure(bench):
    sample = inputs.generated(bench, "peers-sample", "--bytes", "4M", "--defects", "100", "--seed",
                              "7")
    expected = own_answers(bench, sample)
    bench.say(f"asking the peers for their answers: {len(expected)} breaches by qagida's")
    export = inputs.generated(bench, f"export-{bench.size}", "--bytes", bench.size)
    own = list(own_contestants(bench, export, expected, sample))
    peers = [contestant(bench, peer, expected, sample) for peer in PEERS]
    compete(bench, [*own, *peers])
    rows = [one.row() for one in [*own, *peers]]
    for row, peer in zip(rows[len(own):], PEERS):
        row["helped"] = peer.helped
    return with_ratios(rows, len(own))


def with_ratios(rows, count):
    """Of the fastest of the first `count` rows, which are qagida's."""
    speeds = [row["megabytes_per_second"] or 0 for row in rows]
    own, fastest = max(speeds[:count]), max(speeds[count:])
    for row in rows:
        row["behind_qagida"] = ratio(own, row["megabytes_per_second"])
    return {"rows": rows, "targets": [
        target("qagida, times the fastest peer", ratio(own, fastest), TIMES_THE_FASTEST)]}


def environment(build):
    """Where the peers that npm and the build made are found."""
    return {**os.environ, "NODE_PATH": str(build / "peers/node_modules"),
            "QG_PEER_CLIPS": str(build / "bench/qg_peer_clips")}
