# SPDX-License-Identifier: Apache-2.0
"""What is paid before the first record: starting, compiling a policy, the size of the command."""

import os

from contest import Contestant, compete
from speed import target


def contestants(bench):
    nothing = bench.inputs / "nothing.ndjson"
    nothing.write_bytes(b"")
    return [
        Contestant("qagida version", [bench.qagida, "version"], group="version"),
        # There is nothing to check in it, which ends with 2.
        Contestant("qagida check of an empty file", bench.check(nothing), worst_status=2,
                   group="empty"),
        Contestant("qagida compile, Order 300",
                   [bench.qagida, "compile", "-p", bench.root / "policies/order-300"],
                   group="compile"),
        Contestant("true", ["true"], group="true"),
    ]


def measure(bench):
    # These are short: more rounds cost nothing.
    rows = [one.row() for one in compete(bench, contestants(bench), rounds=3 * bench.rounds)]
    empty = next(row for row in rows if row["group"] == "empty")["seconds"]
    size = os.stat(bench.qagida).st_size
    return {
        "rows": rows,
        "binary_bytes": size,
        "targets": [target("start to end without a record", empty and 1000 * empty, 10,
                           at_least=False, unit=" ms")],
    }
