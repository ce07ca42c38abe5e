#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds `qagida schema` against `qagida check` with a public validator between them.

usage: agree.py QAGIDA QG_GENERATE

A text is valid by the schema if and only if the checker has no data finding about it of a kind that
a schema can see. Looked at are the cases beside this file, the export that comes with the policy, a
generated one with damage, the examples that the command prints, and what becomes of those when one
value at a time is replaced by one of every sort. Ends with 77 where the validator is not installed.
"""

import json
import pathlib
import re
import subprocess
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: the Debian package python3-jsonschema (4.0 or later) is not installed")
    sys.exit(77)

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# The data findings that a schema can see: about the kind of the record, about one value, about a
# property that nobody knows. Those about the text, about two values of one key or one id, and about
# the run it cannot.
VISIBLE = {"D0113", "D0114", "D0115", "D0212", "D0213"} | {f"D02{n:02}" for n in range(1, 10)}

# A value of every sort, and what lies just inside and just outside of what a scalar may be.
VALUES = [
    None, True, False, 0, -1, 2147483647, 2147483648, 10**30, 0.5, "", "x", "female", "жақсы",
    "positions", "certifications", [], {}, [None], [1], [True], ["x"], ["2024-01-15"], [[]], [{}],
    ["minutes"], {"id": "x"}, {"id": 1}, {"record": "dossier"},
    {"colour": 1}, [{"colour": 1}],
]
DAYS = [
    "1899-12-31", "1900-01-01", "1900-02-28", "1900-02-29", "1904-02-29", "2000-02-29",
    "2023-02-29", "2024-02-29", "2024-02-30", "2100-02-29", "2196-02-29", "2199-12-31",
    "2200-01-01", "2024-00-10", "2024-13-10", "2024-01-00", "2024-01-32", "2024-04-31",
    "2024-06-30", "2024-11-31", "2024-12-31", "2024-1-15", "24-01-15", "2024-01-15\n",
    "\n2024-01-15", " 2024-01-15", "2024-01-15Z", "2024/01/15", "١٩٩٩-01-01", "2024-01-1５",
    "15.01.2024", "2024-01-15T10:00", "2024-01-15T00:00", "2024-01-15T23:59", "2024-01-15T24:00",
    "2024-01-15T23:60", "2023-02-29T10:00", "2024-01-15 10:00", "2024-01-15t10:00",
    "2024-01-15T10:00:00", "2024-01-15T10:00Z", "2024-01-15T10:00\n", "2024-01-15T1:00",
]


def fail(message):
    sys.exit(f"agree.py: {message}")


def printed(command, *options):
    """What the command prints; it has to succeed."""
    run = subprocess.run([command, *options], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return run.stdout


class Policy:
    """A policy as both sides see it."""

    def __init__(self, command, path, *, record=None, closed=False):
        self.command = command
        self.policy = ["-p", str(path)] if path else []
        self.strictness = ["--unknown-properties"] if closed else []
        options = [*self.policy, *(["--closed"] if closed else []), *([record] if record else [])]
        self.name = " ".join(["schema", *options])
        schema = json.loads(printed(command, "schema", *options))
        Draft202012Validator.check_schema(schema)
        self.validator = Draft202012Validator(schema)

    def example(self, record, which="full"):
        return printed(self.command, "schema", *self.policy, f"--example={which}", record)

    def records(self):
        """The kinds of record that the schema names, but for the export's header."""
        branches = self.validator.schema["$defs"]["carrier.record"]["allOf"]
        kinds = {b["if"]["properties"]["record"]["const"]: b["then"]["$ref"] for b in branches}
        return [kind for kind, target in kinds.items() if not target.endswith("carrier.export")]

    def findings(self, text):
        """The codes of the data findings about each line of `text`."""
        command = [self.command, "check", *self.policy, *self.strictness, "--format", "ndjson",
                   "--as-of", "2024-06-01", "-"]
        run = subprocess.run(command, input=text, capture_output=True, encoding="utf-8",
                             check=False)
        codes = {}
        for line in run.stdout.splitlines():
            finding = json.loads(line).get("finding", {})
            if finding.get("rule") == "data":
                codes.setdefault(finding["location"]["line"], set()).add(finding["code"])
        if '"summary"' not in run.stdout:
            fail(f"{' '.join(command)} gave no report: {run.stderr}")
        return codes

    def agree_on_lines(self, lines):
        """Holds both against each line, a record; tells how many are valid and how many not."""
        codes = self.findings("".join(line + "\n" for line in lines))
        counts = {True: 0, False: 0}
        for number, line in enumerate(lines, 1):
            valid = self.validator.is_valid(json.loads(line))
            seen = codes.get(number, set()) & VISIBLE
            if valid == bool(seen):
                fail(f"{self.name}: {'valid' if valid else 'invalid'}, but the checker says "
                     f"{sorted(seen) or 'nothing'}: {line[:2000]}")
            counts[valid] += 1
        return counts


def paths(value, path=()):
    """The place of every value within a value."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(
        value if isinstance(value, list) else [])
    for key, member in items:
        yield from paths(member, (*path, key))


def holding(path, value):
    """`value` at that place, with no more around it than is needed."""
    for key in reversed(path):
        value = {key: value} if isinstance(key, str) else [value]
    return value


def mutants(example, values):
    """Records of one kind, each with one value of every sort in every place."""
    kind = example["record"]
    for path in paths(example):
        for value in values:
            if path == ("record",):
                yield {"record": value}
            elif path:
                yield {"record": kind, **holding(path, value)}


def check_cases(policies):
    """The cases written by hand: what is valid, and the finding that the checker must have."""
    count = 0
    for line in (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        which, verdict, code, text = line.split("\t")
        policy = policies[which]
        found = set().union(*policy.findings(text + "\n").values())
        valid = policy.validator.is_valid(json.loads(text))
        if valid != (verdict == "valid"):
            fail(f"cases.tsv: expected {verdict}: {text}")
        if found != (set() if code == "-" else {code}):
            fail(f"cases.tsv: expected {code}, the checker says {sorted(found)}: {text}")
        count += 1
    return count


def check_example(policy, record):
    """An example is valid, whole or not, and the checker has nothing to say about it as data."""
    for which in ("minimal", "full"):
        text = policy.example(record, which)
        policy.validator.validate(json.loads(text))
        if codes := policy.findings(text):
            fail(f"{policy.name}: the {which} example of {record} has data findings: {codes}")


def check_mutants(policy, values):
    counts = {True: 0, False: 0}
    for record in policy.records():
        check_example(policy, record)
        example = json.loads(policy.example(record))
        lines = [json.dumps(m, ensure_ascii=False) for m in mutants(example, values)]
        for verdict, count in policy.agree_on_lines(lines).items():
            counts[verdict] += count
    if min(counts.values()) < 100:
        fail(f"{policy.name}: too few mutants of one sort to mean anything: {counts}")
    return counts


def words_of(path):
    """Every word of every enum of a policy text."""
    lists = re.findall(r"^enum \w+ \{([^}]*)\}", path.read_text(encoding="utf-8"), re.MULTILINE)
    return sorted({word.strip() for words in lists for word in words.split(",")})


def main():
    command, generate = sys.argv[1:]
    whole = Policy(command, None)
    closed = Policy(command, None, closed=True)
    names = Policy(command, HERE / "names.qagida")
    kinds = Policy(command, ROOT / "tests/golden/input/policy/kinds.qagida")
    one = Policy(command, None, record="dossier")

    print("cases:", check_cases({"whole": whole, "closed": closed, "names": names}))
    sample = ROOT / "policies/order-300/samples/export.ndjson"
    lines = sample.read_text(encoding="utf-8").splitlines()
    print("sample:", whole.agree_on_lines(lines), closed.agree_on_lines(lines))
    lines = printed(generate, "--seed", "5", "--records", "60", "--defects", "60").splitlines()
    print("generated:", whole.agree_on_lines(lines))
    dossiers = [line for line in lines if json.loads(line)["record"] == "dossier"]
    print("dossiers:", one.agree_on_lines(dossiers))
    words = words_of(ROOT / "stdlib/certification.qagida")
    print("mutants:", check_mutants(whole, VALUES + DAYS[:4] + words))
    print("mutants, closed:", check_mutants(closed, VALUES))
    print("mutants of other policies:", check_mutants(kinds, VALUES + DAYS),
          check_mutants(names, VALUES + DAYS))


if __name__ == "__main__":
    main()
