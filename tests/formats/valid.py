#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads what `qagida check` writes for machines with readers that are not ours.

usage: valid.py QAGIDA

SARIF is held against the schema of OASIS by the validator of Debian's python3-jsonschema, and its
indices and links against what they point at; JUnit, CSV and JSON are read by Python's own libraries;
the commands of GitHub by the grammar that its runner documents. All formats have to tell of the same
findings. Ends with 77 where the schema or the validator is missing and all else is in order.
"""

import collections
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

try:
    import jsonschema
except ImportError:
    jsonschema = None

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMA = ROOT.parent / "shared/data/sarif/sarif-schema-2.1.0.json"
EXPORT = "policies/order-300/samples/export.ndjson"
TINY = "tests/golden/cli/policy"
CONCEPT = "tests/golden/cli/populations"
RUNS = [
    ["--lang", "en", EXPORT],
    ["--lang", "kk", "--strict-readings", EXPORT],
    ["--lang", "ru", "--show", "all", "--select", "46,47", EXPORT],
    ["-p", f"{TINY}/tiny.qagida", f"{TINY}/hostile.ndjson", f"{TINY}/damaged.ndjson"],
    ["-p", f"{CONCEPT}/concept.qagida", "--as-of", "2024-06-01", f"{CONCEPT}/servants.ndjson"],
    ["-p", "policies/agreement", "policies/agreement/samples/export.ndjson"],
]
PAGE = 65536  # characters of a comment on GitHub


def written(command, run, form):
    done = subprocess.run([command, "check", "--format", form, *run], cwd=ROOT, capture_output=True)
    assert done.returncode in (0, 1, 2), done.stderr
    assert b"see `qagida" not in done.stderr, done.stderr
    return done.stdout.decode("utf-8")


def check_sarif_links(log):
    run = log["runs"][0]
    rules, taxonomies = run["tool"]["driver"]["rules"], run["taxonomies"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for link in rule.get("relationships", []):
            component = taxonomies[link["target"]["toolComponent"]["index"]]
            assert component["name"] == link["target"]["toolComponent"]["name"]
            assert component["taxa"][link["target"]["index"]]["id"] == link["target"]["id"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail"), result
    notices = run["tool"]["driver"]["notifications"]
    for notice in run["invocations"][0]["toolExecutionNotifications"]:
        assert notices[notice["descriptor"]["index"]]["id"] == notice["descriptor"]["id"]


def check_sarif(text, validator):
    log = json.loads(text)
    check_sarif_links(log)
    if validator is not None:
        for error in validator.iter_errors(log):
            raise AssertionError(f"{error.message} at {list(error.path)}")
    outcomes = collections.Counter()
    for result in log["runs"][0]["results"]:
        if result["kind"] in ("fail", "open", "review") and not result["suppressions"]:
            outcomes[result["kind"] == "fail"] += 1
    return outcomes


def check_gitlab(text):
    issues = json.loads(text)
    words = {"info", "minor", "major", "critical", "blocker"}
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    for issue in issues:
        assert issue["severity"] in words and issue["description"] and issue["check_name"]
        assert issue["location"]["path"] and issue["location"]["lines"]["begin"] >= 1
    return len(issues)


def check_csv(text):
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for row in rows:
        assert None not in row and None not in row.values(), row
        assert not any(cell[:1] in ("=", "+", "-", "@", "\t") for cell in row.values()), row
    due = [row for row in rows if not row["silenced_by"] and not row["excused"]]
    return collections.Counter(
        row["outcome"] == "violated" for row in due if row["outcome"] in ("violated", "undetermined")
    )


def check_junit(text):
    suites = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
    for suite in suites:
        cases = suite.findall("testcase")
        assert int(suite.get("tests")) == len(cases)
        assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
        for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.get(name, 0)) == sum(len(case.findall(tag)) for case in cases), name
    return sum(
        int(part.get("message").rsplit(" ", 1)[1])
        for part in suites.iter() if part.tag in ("failure", "error")
    )


# A command has properties without ":" and ",", whose values know of three escapes besides.
COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-z]+=[^,:\r\n]*)(?:,[a-z]+=[^,:\r\n]*)*)::(.*)")


def check_github(text):
    lines = text.split("\n")
    assert lines.pop() == ""
    commands = [COMMAND.fullmatch(line) for line in lines]
    for line, command in zip(lines, commands):
        assert command or not (line.lstrip().startswith("::") or "##[" in line), line
    levels = collections.Counter(command[1] for command in commands if command)
    assert max(levels.values()) <= 10, levels
    for command in filter(None, commands):
        assert not re.search(r"%(?!25|0D|0A|3A|2C)", command[2] + command[3]), command[0]
    return len(lines) - 1


def check_run(command, run, validator):
    both = check_sarif(written(command, run, "sarif"), validator)
    rows = check_csv(written(command, run, "csv"))
    assert both == rows, (both, rows)
    assert check_gitlab(written(command, run, "gitlab")) == both.total()
    assert check_github(written(command, run, "github")) == both.total()
    assert check_junit(written(command, run, "junit")) == both[True]
    page = written(command, run, "markdown")
    assert len(page) <= PAGE and page.count("<details>") == page.count("</details>")
    print(f"{both[True]} violated, {both[False]} undetermined: {' '.join(run)}")


def main():
    validator = None
    if jsonschema is not None and SCHEMA.exists():
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        validator = jsonschema.validators.validator_for(schema)(schema)
    for run in RUNS:
        check_run(sys.argv[1], run, validator)
    if validator is None:
        print("skipped: python3-jsonschema, or the schema in ../shared/data/sarif, is not there")
        return 77
    return 0


if __name__ == "__main__":
    sys.exit(main())
