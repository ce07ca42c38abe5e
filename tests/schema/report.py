#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds docs/report.schema.json against the JSON reports of `qagida check`.

usage: report.py QAGIDA QG_GENERATE

Every report is valid by the schema, and has no member that the schema does not tell of; a report in
which one member is gone that the schema requires is not. Ends with 77 where the validator is not
installed.
"""

import copy
import json
import pathlib
import subprocess
import sys

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("skipped: the Debian package python3-jsonschema (4.0 or later) is not installed")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
QAGIDA, GENERATE = sys.argv[1:3]
SCHEMA = json.loads((ROOT / "docs/report.schema.json").read_text())


def closed(schema, name=""):
    """The schema that knows every member: what it does not name is refused."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: closed(part, key) for key, part in schema.items()}
    if isinstance(made.get("properties"), dict) and name != "element":
        made["unevaluatedProperties" if "allOf" in made else "additionalProperties"] = False
    return made


def reports():
    damaged = subprocess.run(
        [GENERATE, "--records", "15", "--seed", "7", "--defects", "80"],
        check=True, capture_output=True).stdout
    runs = [
        ["policies/order-300/samples/export.ndjson"],
        ["--show", "all", "--lang", "kk", "-"],
        ["-p", "policies/agreement", "policies/agreement/samples/export.ndjson"],
        ["-p", "policies/concept-119", "policies/concept-119/samples/servants.ndjson"],
        ["-p", "policies/evaluation-623", "--show", "all",
         "policies/evaluation-623/samples/evaluations.ndjson"],
    ]
    for arguments in runs:
        done = subprocess.run([QAGIDA, "check", "--format", "json", *arguments], cwd=ROOT,
                              input=damaged, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        yield " ".join(arguments), json.loads(done.stdout)


def main():
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(closed(SCHEMA))
    wrong = 0
    for name, report in reports():
        for error in list(validator.iter_errors(report))[:5]:
            print(f"{name}: {error.json_path}: {error.message[:200]}")
            wrong += 1
        for member in SCHEMA["required"] if name.startswith("policies") else []:
            less = copy.copy(report)
            del less[member]
            if validator.is_valid(less):
                print(f"{name}: valid without {member}")
                wrong += 1
    return 1 if wrong else 0


sys.exit(main())
