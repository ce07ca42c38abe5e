# SPDX-License-Identifier: Apache-2.0
"""Records that know less than they did, and what is found of them: for `less` and `missing`."""

import collections
import copy
import json
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SETTINGS = ["--no-config", "--as-of", "2026-01-01", "--format", "ndjson", "--show", "all"]


def is_name(key):
    """Ids stay as they are: by them findings are told apart."""
    return key in ("record", "id") or str(key).endswith("_id")


def places(value, path=()):
    """The paths of all values but names, those of lists and objects behind what they hold."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inside:
        if is_name(key):
            continue
        if isinstance(one, (dict, list)):
            yield from places(one, path + (key,))
        yield path + (key,)


def value_at(record, path):
    for key in path:
        record = record[key]
    return record


def put(record, path, value):
    value_at(record, path[:-1])[path[-1]] = value


def spoil(record, path):
    """Makes a value unreadable: an object for a word or a number, a number for anything else."""
    put(record, path, 5 if isinstance(value_at(record, path), (dict, list)) else {})


def spoilt(record, path):
    record = copy.deepcopy(record)
    spoil(record, path)
    return record


class Judged:
    """Of each record, by its position: findings by rule and subject, and what is to be done again."""

    def __init__(self, command, records):
        text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records)
        done = subprocess.run([*command, *SETTINGS, "-"], input=text.encode(), capture_output=True,
                              check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stderr.decode())
        self.findings = collections.defaultdict(lambda: collections.defaultdict(list))
        self.warranted = collections.defaultdict(set)
        at = 0  # the verdicts of a record follow its findings
        for row in map(json.loads, done.stdout.splitlines()):
            finding, verdict = row.get("finding"), row.get("verdict")
            if finding:
                at = finding["location"]["line"] - 1
            if finding and finding["act"]:
                self.findings[at][name_of(finding)].append(finding)
            elif verdict and verdict["verdict"] == "recertification_warranted":
                self.warranted[at].add(verdict["certification"])


def name_of(finding):
    return finding["rule"], json.dumps(finding["subject"], sort_keys=True)


def records_of(text):
    records = map(json.loads, text.splitlines())
    return [one for one in records if one["record"] != "export"]


def dossiers(generator, seed, count):
    """Generated dossiers, each with a defect."""
    made = subprocess.run([generator, "--seed", str(seed), "--records", str(count + 20),
                           "--defects", "100"], check=True, capture_output=True)
    found = [one for one in records_of(made.stdout) if one["record"] == "dossier"]
    return found[:count]
