#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tables of the bench, for a terminal or as Markdown.

show.py FILE.json prints a saved result as Markdown, for the README and docs/performance.md."""

import json
import sys

PARTS = {
    "speed": ("Order 300 over one export", ["", "input", "MB/s", "x jansson", "x simdjson",
                                            "MB/processor s", "peak memory"]),
    "start": ("Before the first record", ["", "median", "peak memory"]),
    "shapes": ("Shapes of the same export", ["", "input", "MB/s", "x schema order", "simdjson MB/s",
                                             "x simdjson", "peak memory"]),
    "growth": ("Growth", ["with the number of", "from .. to", "processor seconds", "exponent"]),
    "peers": ("Ten rules, the same answers", ["", "input", "MB/s", "qagida is faster, times",
                                              "MB/processor s", "peak memory",
                                              "computed by its driver"]),
}


def number(value, digits=0, unit=""):
    return "-" if value is None or value != value else f"{value:,.{digits}f}{unit}"


def memory(row):
    return number(row["peak_kib"] and row["peak_kib"] / 1024, 1, " MiB")


def speed_of(row):
    return row["failure"] or number(row["megabytes_per_second"], digits_of(row))


def thrift_of(row):
    return number(row["megabytes_per_processor_second"], digits_of(row))


# Small figures keep two digits that mean something.
def digits_of(row):
    return 0 if (row["megabytes_per_second"] or 0) >= 20 else 1


def size_of(row):
    return number(row["megabytes"] or None, 0, " MB")


def speed_rows(result):
    for row in result["rows"]:
        yield [row["name"], size_of(row), speed_of(row), number(row["of_jansson"], 1),
               number(row["of_simdjson"], 2), thrift_of(row), memory(row)]


def start_rows(result):
    for row in result["rows"]:
        median = row["failure"] or number(row["seconds"] and 1000 * row["seconds"], 1, " ms")
        yield [row["name"], median, memory(row)]
    yield ["size of the command", number(result["binary_bytes"] / 1e6, 2, " MB"), "-"]


def shapes_rows(result):
    for row in result["rows"]:
        yield [row["group"], size_of(row), speed_of(row), number(row["of_plain"], 2),
               number(row["simdjson"]), number(row["of_simdjson"], 2), memory(row)]


def growth_rows(result):
    for name, series in result["series"].items():
        points = series["points"]
        seconds = [one["failure"] or number(one["seconds"], 4) for one in points]
        span = f"{points[0]['number']:,} .. {points[-1]['number']:,}"
        yield [name, span, " ".join(seconds), number(series["exponent"], 2)]


def peers_rows(result):
    for row in result["rows"]:
        yield [row["name"], size_of(row), speed_of(row), number(row["behind_qagida"], 1),
               thrift_of(row), memory(row), row.get("helped", "")]


ROWS = {"speed": speed_rows, "start": start_rows, "shapes": shapes_rows, "growth": growth_rows,
        "peers": peers_rows}


def part(name, result):
    title, heads = PARTS[name]
    rows = [heads, *ROWS[name](result)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(heads))]
    print(f"\n{title}\n")
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join([row[0].ljust(widths[0]), *cells]).rstrip())
    sys.stdout.flush()


def closing(result):
    machine = result["machine"]
    print(f"\n{result['commit']} on {machine['cpu']}, {machine['cores']} cores; "
          f"medians of {result['rounds']} interleaved rounds, page cache warm\n")
    for one in targets(result):
        relation = "at least" if one["at_least"] else "at most"
        print(f"{'met' if one['met'] else 'MISSED':<6} {one['what']:<44} "
              f"{number(one['value'], 2)}{one['unit']} ({relation} {one['limit']}{one['unit']})")


def targets(result):
    return [one for part in result["parts"].values() for one in part.get("targets", [])]


def markdown(result):
    for name, part_result in result["parts"].items():
        title, heads = PARTS[name]
        print(f"\n{title}:\n\n| {' | '.join(heads)} |\n|---|{'--:|' * (len(heads) - 1)}")
        for row in ROWS[name](part_result):
            print(f"| {' | '.join(row)} |")
    print()
    for one in targets(result):
        print(f"- {one['what']}: {number(one['value'], 2)}{one['unit']}, target {one['limit']}"
              f"{one['unit']}, {'met' if one['met'] else 'missed'}")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        markdown(json.load(file))
