#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""answers.py QAGIDA BUILD PEER: the peer's answers about export.ndjson against expected.tsv.

Each dossier of the export is lawful but for what its id says; the expected pairs were worked out by
hand from the paragraphs of the act. Ends with 77 where the peer is not here: `./do bench --peers`
brings all of them."""

import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent
sys.path.insert(0, str(root / "bench"))

import peers  # noqa: E402  (found by the line above)


class Place:
    """What peers.py asks of a bench."""

    def __init__(self, qagida, build):
        self.root = root
        self.qagida = qagida
        self.environment = peers.environment(root / "build-bench")
        built = pathlib.Path(build) / "bench/qg_peer_clips"
        if built.exists():
            self.environment["QG_PEER_CLIPS"] = str(built)

    def jobs(self, _threads):
        return []


def skip(peer):
    print(f"skipped: {peer} is not here; `./do bench --peers` brings it")
    sys.exit(77)


def answers(place, name):
    export = here / "export.ndjson"
    if name == "qagida":
        return peers.own_answers(place, export)
    peer = next(one for one in peers.PEERS if one.folder == name)
    if peers.version(place, peer) is None:
        skip(name)
    return peers.answers(place, peer, export)


def main(qagida, build, name):
    lines = (here / "expected.tsv").read_text().splitlines()
    expected = {tuple(line.split("\t")) for line in lines}
    found = answers(Place(qagida, build), name)
    for record, rule in sorted(expected - found):
        print(f"{name} does not find {rule} broken in {record}")
    for record, rule in sorted(found - expected):
        print(f"{name} finds {rule} broken in {record}, where it is not")
    return found != expected


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
