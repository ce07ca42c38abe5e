# SPDX-License-Identifier: Apache-2.0
"""The exports that the bench reads: written once into build-bench/inputs, and again when what
writes them is younger."""

import json
import os
import subprocess


def write_when_old(path, sources, write):
    """Calls write(file) for a file that is missing or older than its sources."""
    newest = max(os.stat(source).st_mtime for source in [*sources, __file__])
    if not path.exists() or path.stat().st_mtime < newest:
        part = path.with_suffix(".part")
        with open(part, "wb") as file:
            write(file)
        part.rename(path)
    return path


def generated(bench, name, *options):
    """An export of the generator's, by its options."""
    generator = bench.tool("qg_generate")
    path = bench.inputs / f"{name}.ndjson"
    command = [generator, "--seed", "1", *options]
    bench.say(f"input {path.name}")
    return write_when_old(
        path, [generator], lambda file: subprocess.run(command, stdout=file, check=True))


def rewritten(bench, name, source, rewrite):
    """An export that rewrite(records) makes of another's records."""
    path = bench.inputs / f"{name}.ndjson"

    def write(file):
        with open(source, "rb") as lines:
            for record in rewrite(json.loads(line) for line in lines):
                text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                file.write(text.encode() + b"\n")

    bench.say(f"input {path.name}")
    return write_when_old(path, [source], write)


def parsed_size(text):
    """Bytes, of a number with K, M or G behind it."""
    shift = {"K": 10, "M": 20, "G": 30}.get(text[-1:], 0)
    return int(text[:-1] if shift else text) << shift


def only_dossiers(records):
    return (record for record in records if record["record"] == "dossier")


def repeated(certifications, dossiers):
    """So many dossiers that hold so many certifications each: copies of the dossier's own first."""

    def rewrite(records):
        certified = (one for one in only_dossiers(records) if one["certifications"])
        for _, dossier in zip(range(dossiers), certified):
            first = dossier["certifications"][0]
            copies = [{**first, "id": f"{dossier['id']}-{n}"} for n in range(certifications)]
            yield {**dossier, "certifications": copies}

    return rewrite


def one_of_certifications(records):
    """One dossier that holds the certifications of all."""
    dossiers = list(only_dossiers(records))
    held = [one for dossier in dossiers for one in dossier["certifications"]]
    yield {**dossiers[0], "certifications": held}


def one_with_an_annex(records):
    """One dossier that holds all others in a property that no policy knows."""
    dossiers = list(only_dossiers(records))
    yield {**dossiers[0], "annex": dossiers}


def tiny(records):
    """Records of a hundred bytes, forty for each, so that the export stays as large; the person is
    one whom the act does not concern."""
    for record in records:
        if record["record"] == "export":
            yield record
            continue
        for copy in range(40):
            yield {"record": "dossier", "id": f"{record['id']}-{copy}",
                   "person": {"regime": "political"}, "certifications": [],
                   "complete": ["certifications"]}


LATER = "2031-01-01"


def spoil_certification(certification):
    """Breaks as many rules as one certification can break at the same time."""
    certification["complete"] = ["orders", "preparation", "notice", "report", "commission", "sheet",
                                 "hearings", "acquaintance", "personal_file", "minutes"]
    certification["category_sought"] = "A-1"
    certification["orders"] = [
        {**order, "date": LATER, "signed_by": "other", "on_submission_of": "other",
         "names_person": False} for order in certification.get("orders", [])]
    for section in ("preparation", "notice"):
        certification[section] = dict.fromkeys(certification.get(section, {}), LATER)
    certification["report"] = {"author_id": "nobody", "author_unit": "other", "prepared_on": LATER,
                               "received_by_hr_on": LATER, "sections": [],
                               "familiarized_on": "2030-12-31"}
    certification["commission"] = {"members": [{"id": "x", "role": "member"}] * 2,
                                   "secretary": {"id": "y", "unit": "other"}}
    certification["personal_file"] = []
    certification["acquaintance"] = {"shown_on": "2001-01-01", "by": "other", "refused": True}
    certification["sheet"] = {"drawn_on": LATER, "type": "repeat", "members_attending": 99,
                              "votes": {"fit": 77, "recertify": 77, "unfit": 77}, "date": LATER,
                              "signatures": [], "dissent_signed": False,
                              "acknowledged_on": "2001-01-01"}
    for hearing in certification.get("hearings", []):
        spoil_hearing(hearing)


def spoil_hearing(hearing):
    hearing.update(
        present_ids=["y", "z"], invited_ids=["z"], presided_by="z", person_present=False,
        materials_examined=False, person_heard=False, decision_body="hr", postponed_by="other",
        interview={"held": False, "language": "en", "recording": {"kind": "none"}},
        dissents=[{"id": "z", "written": False, "annexed": False}],
        minutes={"date": LATER, "body": "?", "chair_id": "?", "secretary_id": "?",
                 "member_ids": ["?"], "signature_ids": [], "person_name": "?", "position": "?",
                 "questions_and_answers": False, "recommendations": False,
                 "decision": "postponed", "approved_on": "2001-01-01"})
    hearing["vote"] = {"method": "secret", "fit": 0, "recertify": 0, "unfit": 1, "abstain": 9,
                       "by_member": [{"id": "y", "choice": "unfit"}, {"id": "z", "choice": "fit"}]}


def spoiled(records):
    for record in records:
        for certification in record.get("certifications", []):
            spoil_certification(certification)
        if record["record"] == "institution":
            record["identification_runs"] = []
        yield record
