# SPDX-License-Identifier: Apache-2.0
"""The same export in the shapes that are hard on a reader or on the rules, each against simdjson on
the same bytes and against the first: keys in the order of the schema, a tenth damaged."""

import inputs
from contest import Contestant, compete, megabytes
from speed import ratio


def files(bench):
    """(what it is, the file)"""
    size = ["--bytes", bench.size]

    def made(name, *options):
        return inputs.generated(bench, f"shape-{name}-{bench.size}", *size, *options)

    plain = inputs.generated(bench, f"export-{bench.size}", *size)

    def remade(name, rewrite):
        return inputs.rewritten(bench, f"shape-{name}-{bench.size}", plain, rewrite)

    return [
        ("keys in schema order", plain),
        ("keys in alphabetical order", made("alphabetical", "--key-order", "alphabetical")),
        ("keys shuffled in each object", made("shuffled", "--key-order", "shuffled")),
        ("text as \\uXXXX", made("escaped", "--escape-unicode")),
        ("spaces after separators", made("spaced", "--spaced")),
        ("tiny records", remade("tiny", inputs.tiny)),
        ("one record, of certifications", remade("one", inputs.one_of_certifications)),
        ("one record, of what no policy knows", remade("annex", inputs.one_with_an_annex)),
        ("no findings", made("clean", "--clean")),
        ("each dossier damaged", made("damaged", "--defects", "100")),
        ("every rule broken that can be", remade("spoiled", inputs.spoiled)),
    ]


def contestants(bench):
    for shape, path in files(bench):
        yield Contestant("qagida", bench.check(*bench.jobs(1), path), megabytes(path),
                         worst_status=1, group=shape)
        yield Contestant("simdjson", [bench.tool("qg_parse_simdjson"), path], megabytes(path),
                         group=shape)


def measure(bench):
    both = compete(bench, list(contestants(bench)))
    rows = []
    for own, simdjson in zip(both[::2], both[1::2]):
        row = own.row()
        row["simdjson"] = simdjson.row()["megabytes_per_second"]
        row["of_simdjson"] = ratio(row["megabytes_per_second"], row["simdjson"])
        row["of_plain"] = ratio(row["megabytes_per_second"], both[0].row()["megabytes_per_second"])
        rows.append(row)
    return {"rows": rows}
