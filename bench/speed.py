# SPDX-License-Identifier: Apache-2.0
"""The main table: the whole act over one export, against programs that only parse it."""

import inputs
from contest import Contestant, compete, megabytes


def qagida_rows(bench, export):
    """Each way to run the rules, on each number of threads that this machine has the cores for."""
    for name, options in (("interpreted", ["--interpret"]), ("compiled", [])):
        for threads in bench.thread_counts():
            command = bench.check(*options, *bench.jobs(threads), export)
            yield Contestant(f"qagida check, {name}, {plural(threads, 'thread')}", command,
                             megabytes(export), worst_status=1, group=f"{name}-{threads}")


def plural(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def contestants(bench):
    export = inputs.generated(bench, f"export-{bench.size}", "--bytes", bench.size)
    tenth = inputs.generated(bench, f"export-{bench.size}-tenth", "--bytes",
                             str(inputs.parsed_size(bench.size) // 10))
    draft = bench.root / "policies/concept-119/drafts/d6.qagida"
    size = megabytes(export)
    one = bench.jobs(1)
    return [
        *qagida_rows(bench, export),
        Contestant("qagida check, a tenth of it", bench.check("--interpret", *one, tenth),
                   megabytes(tenth), worst_status=1, group="tenth"),
        Contestant("qagida impact of draft D6",
                   [bench.qagida, "impact", *one, "--backdate", "--format", "json", "--with",
                    draft, export],
                   size, group="impact"),
        Contestant("jansson, parse only", [bench.tool("qg_parse_jansson"), export], size,
                   group="jansson"),
        Contestant("simdjson DOM, parse only", [bench.tool("qg_parse_simdjson"), export], size,
                   group="simdjson"),
        Contestant("wc -l", ["wc", "-l", export], size, group="wc"),
    ]


def measure(bench):
    rows = [one.row() for one in compete(bench, contestants(bench))]
    speeds = {row["group"]: row["megabytes_per_second"] for row in rows}
    for row in rows:
        for peer in ("jansson", "simdjson"):
            row[f"of_{peer}"] = ratio(row["megabytes_per_second"], speeds[peer])
    return {"rows": rows, "targets": targets(rows)}


def ratio(one, other):
    return one / other if one and other else None


def target(what, value, limit, at_least=True, unit=""):
    met = value is not None and (value >= limit if at_least else value <= limit)
    return {"what": what, "value": value, "limit": limit, "at_least": at_least, "unit": unit,
            "met": met}


def targets(rows):
    row = {one["group"]: one for one in rows}
    one, two = row["interpreted-1"], row.get("interpreted-2")
    compiled = row["compiled-1"]
    peak = one["peak_kib"] and one["peak_kib"] / 1024
    growth = peak and row["tenth"]["peak_kib"] and peak - row["tenth"]["peak_kib"] / 1024
    result = [
        target("interpreted, times simdjson's DOM", one["of_simdjson"], 0.5),
        target("interpreted, times jansson's parser", one["of_jansson"], 15),
        target("compiled, times simdjson's DOM", compiled["of_simdjson"], 0.8),
        target("impact of a draft, times one check",
               ratio(row["impact"]["seconds"], compiled["seconds"]), 1.4, at_least=False),
        target("peak memory, interpreted, one thread", peak, 8, at_least=False, unit=" MiB"),
        target("growth of that from a tenth of the input", growth, 1, at_least=False, unit=" MiB"),
    ]
    if two:
        value = ratio(two["megabytes_per_second"], one["megabytes_per_second"])
        result.insert(3, target("two threads, times one, interpreted", value, 1.7))
    return result
