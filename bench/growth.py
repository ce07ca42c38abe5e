# SPDX-License-Identifier: Apache-2.0
"""How cost grows with what it is made of. Each series has a fitted exponent: 1 is in proportion, 2
a square. Times are processor time here, which other work on the machine disturbs less; that of an
empty run is taken off before fitting."""

import json
import statistics

import inputs
from contest import Contestant, compete, exponent, megabytes

RECORDS = (2000, 8000, 32000)
CERTIFICATIONS = (8, 32, 128, 512)  # some 700 are the limit on steps
DOSSIERS = 64
RULES = (100, 1000, 10000)
CHECKED = 1000
# Below the limit on the steps of a record, which would hide what it saves from.
ELEMENTS = {1: (20000, 200000, 2000000), 2: (300, 600, 1200), 3: (30, 60, 120)}

rules_head = """# Written by the bench.
use certification

act many {
  title en "Many rules"
  number "1"
  audits dossier
}

chapter 1 of many for each certification {
"""

# Of several kinds, so that what the rules share is what rules of an act share; nearly all of them
# hold, so that what is measured is the rules and not the report.
requirements = (
    "when hearings is recorded require at most {n} hearing where hearing.status = postponed",
    "for each hearing require hearing.vote.fit <= {n} + hearing.vote.unfit",
    "for each hearing where hearing.status = decided require length(hearing.present_ids) <= {n}",
    "for each hearing require hearing.date at least {n} days after 1990-01-01",
    "require sheet.service_months >= {n} or sheet.position_months <= {n}",
    "require no order where order.date at least {n} years before report.prepared_on",
)

nested_head = """# Written by the bench.
severity grave warrants en "grave"
type item { n: count }
record box {
  id: id
  items: list of item
}
act nested {
  title en "Nested"
  number "1"
  audits box
}
chapter 1 of nested {
  paragraph 1 {
    rule P1-a
      severity grave
      require no x1 in box.items where %s
      duty en "No two are like that."
  }
}
"""


def written(bench, name, text):
    path = bench.inputs / name
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    return path


def policy_of(bench, count):
    text = rules_head
    for number in range(1, count + 1):
        requirement = requirements[number % len(requirements)].format(n=number % 97 + 20)
        text += (f"  paragraph {number} {{\n    rule P{number}-a\n      severity RC3\n"
                 f"      {requirement}\n      duty en \"Rule {number}.\"\n  }}\n")
    return written(bench, f"rules-{count}.qagida", text + "}\n")


def nested_policy(bench, depth):
    """For each choice of all elements but the last, all of the last are gone through in vain."""
    condition = f"x{depth}.n = 0"
    for level in range(depth, 1, -1):
        condition = f"(some x{level} in box.items where x{level - 1}.n >= 1 and {condition})"
    return written(bench, f"nested-{depth}.qagida", nested_head % condition)


def box(bench, elements):
    record = {"record": "box", "id": "b", "items": [{"n": n + 1} for n in range(elements)]}
    return written(bench, f"box-{elements}.ndjson", json.dumps(record) + "\n")


def check(bench, group, number, path, *options):
    command = bench.check(*bench.jobs(1), *options, path)
    return Contestant(group, command, megabytes(path), worst_status=1, group=str(number))


def by_records(bench):
    for number in RECORDS:
        path = inputs.generated(bench, f"records-{number}", "--records", str(number))
        yield check(bench, "records", number, path)


def by_certifications(bench):
    source = inputs.generated(bench, "clean", "--records", "100", "--clean")
    for number in CERTIFICATIONS:
        path = inputs.rewritten(bench, f"certifications-{number}", source,
                                inputs.repeated(number, DOSSIERS))
        yield check(bench, "certifications in each dossier", number, path)


def by_rules(bench):
    export = inputs.generated(bench, f"records-{CHECKED}", "--records", str(CHECKED))
    for number in RULES:
        policy = policy_of(bench, number)
        yield Contestant("rules, compiling", [bench.qagida, "compile", "-p", policy],
                         group=str(number))
        yield check(bench, "rules, compiling and checking", number, export, "-p", policy)


def by_nesting(bench):
    for depth, numbers in ELEMENTS.items():
        policy = nested_policy(bench, depth)
        for number in numbers:
            yield check(bench, f"elements, {depth} deep", number, box(bench, number), "-p", policy)


def nothing(bench):
    return Contestant("nothing", bench.check(bench.inputs / "nothing.ndjson"), worst_status=2)


def series_of(contestants, empty):
    """{name: {points, exponent}}, in the order of the contestants."""
    result, less = {}, statistics.median(empty.busy)
    for one in contestants:
        points = result.setdefault(one.name, {"points": []})["points"]
        seconds = max(statistics.median(one.busy) - less, 0) if one.busy else None
        points.append({"number": int(one.group), "seconds": seconds, "failure": one.failure,
                       "megabytes": one.megabytes})
    return result


# What checking takes beyond compiling the same policy.
def take_compiling_off(series):
    compiling = series["rules, compiling"]["points"]
    both = series.pop("rules, compiling and checking")["points"]
    for point, less in zip(both, compiling):
        if point["seconds"] is not None and less["seconds"] is not None:
            point["seconds"] = max(point["seconds"] - less["seconds"], 0)
    series[f"rules, checking {CHECKED} dossiers"] = {"points": both}


def measure(bench):
    (bench.inputs / "nothing.ndjson").write_bytes(b"")
    empty = nothing(bench)
    contestants = [*by_records(bench), *by_certifications(bench), *by_rules(bench),
                   *by_nesting(bench)]
    compete(bench, [empty, *contestants], rounds=min(bench.rounds, 3))
    series = series_of(contestants, empty)
    take_compiling_off(series)
    for one in series.values():
        one["exponent"] = exponent([(p["number"], p["seconds"] or 0) for p in one["points"]])
    return {"series": series, "empty_seconds": statistics.median(empty.busy)}
