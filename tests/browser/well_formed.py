#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""well_formed.py QAGIDA: the pages that qagida writes, read by a parser that forgives nothing: each
element is closed where it has to be, no attribute or id stands twice, nothing points out of the
file; and the data of a check's page counts as the JSON report of the same run does."""

import collections
import html.parser
import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
SAMPLE = os.path.join(ROOT, "policies/order-300/samples/export.ndjson")
POLICY = os.path.join(ROOT, "policies/order-300")
DRAFT = os.path.join(ROOT, "policies/concept-119/drafts/d1.qagida")
EMPTY = {"meta", "br", "input", "img", "link", "hr"}


class Strict(html.parser.HTMLParser):
    """Complaints about the markup, and the text of the JSON elements by their ids."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.complaints, self.data = [], set(), [], {}

    def complain(self, what):
        self.complaints.append(f"line {self.getpos()[0]}: {what}")

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        given = dict(attrs)
        if len(names) != len(set(names)):
            self.complain(f"<{tag}> has an attribute twice")
        if given.get("id") in self.ids:
            self.complain(f"id {given['id']} stands twice")
        self.ids.add(given.get("id", object()))
        for name in ("src", "srcset", "action", "style") + (("href",) if tag != "a" else ()):
            if name in given:
                self.complain(f"<{tag}> has {name}")
        if tag not in EMPTY:
            self.open.append((tag, given))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.complain(f"</{tag}> closes nothing")
        else:
            self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1][0] == "script" and "id" in self.open[-1][1]:
            name = self.open[-1][1]["id"]
            self.data[name] = self.data.get(name, "") + data


def read(path):
    strict = Strict()
    with open(path, encoding="utf-8") as file:
        strict.feed(file.read())
    strict.close()
    if strict.open:
        strict.complain(f"not closed: {[tag for tag, _ in strict.open]}")
    return strict


def differences(page, whole):
    """What the data of the page counts otherwise than the JSON report."""
    facts, events, counts = (json.loads(page.data[name]) for name in ("facts", "events", "counts"))
    kinds = collections.Counter(e[0] for e in events if e != 0)
    summary = whole["summary"]
    rules = [r[0] for r in facts["rules"]]
    pairs = {
        "findings": (kinds["f"], len(whole["findings"])),
        "verdicts": (kinds["v"], len(whole["verdicts"])),
        "rules": (len({r for r in rules if isinstance(r, str)}), len(summary["by_rule"])),
        "certifications": (counts["certifications"], summary["certifications"]),
        "violated": (counts["violated"], summary["findings"]["violated"]),
        "undetermined": (counts["undetermined"], summary["findings"]["undetermined"]),
        "warranted": (counts["verdicts"][2], summary["verdicts"]["recertification_warranted"]),
    }
    return [f"{what}: {ours} on the page, {theirs} in the JSON report"
            for what, (ours, theirs) in pairs.items() if ours != theirs]


def main():
    qagida, complaints = sys.argv[1], []
    with tempfile.TemporaryDirectory(prefix="qagida-html-") as folder:
        check, coverage, impact, whole = (os.path.join(folder, n) for n in
                                          ("check.html", "coverage.html", "impact.html", "check.json"))
        for command in (["check", "--format", f"html={check}", "--format", f"json={whole}", SAMPLE],
                        ["coverage", POLICY, "--format", "html", "--output", coverage],
                        ["impact", "--with", DRAFT, "--format", f"html={impact}", SAMPLE]):
            if subprocess.run([qagida, *command], check=False).returncode > 1:
                sys.exit(f"qagida {' '.join(command)} could not do its job")
        for path in (check, coverage, impact):
            complaints += [f"{os.path.basename(path)}, {c}" for c in read(path).complaints]
        with open(whole, encoding="utf-8") as file:
            complaints += differences(read(check), json.load(file))
    print("\n".join(complaints) or "well-formed")
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main()
