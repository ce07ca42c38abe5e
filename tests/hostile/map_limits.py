# SPDX-License-Identifier: Apache-2.0
"""Limits of maps and of the tables that they read; each is told of the machine, and how much more
than the limit is wanted."""

import zipfile

POLICY = """severity grave warrants en "grave"
type t1 { a: text l2: list of t2 }
""" + "".join(f"type t{i} {{ a: text l{i + 1}: list of t{i + 1} }}\n" for i in range(2, 13)) + """
type t13 { a: text }
record club { id: id name: text names: list of text l1: list of t1 }
act statute { title en "S" number "1" audits club }
"""
TABLE = "A;B\n1;2\n"


def maps(machine, text, table=TABLE):
    """What `map` says of a map of the source `rows` and others."""
    return machine.run("map", "-p", machine.file("club.qagida", POLICY), "--map",
                       machine.file("map.yaml", text), machine.file("rows.csv", table))


def text_of(fields, sources=""):
    return ("record: club\nfrom: rows\nsources:\n  rows: {file: rows.csv, key: A}\n" + sources +
            "fields:\n  id: A\n" + fields)


def fields(machine, more):
    """QG_MAP_SPECS, 2^14: the record, its id, a list and its elements."""
    return maps(machine, text_of(f"  names: [{'B, ' * ((1 << 14) - 3 + more)}]\n"))


def depth(machine, more):
    """QG_MAP_DEPTH: the record's fields are the first."""
    levels = 12 - 1 + more
    text = "".join(f"[{{a: B, l{i}: " if i > 1 else "[{a: B, l2: " for i in range(2, levels + 1))
    return maps(machine, text_of(f"  l1: {text}[{{a: B}}]{'}]' * (levels - 1)}\n"))


def columns(machine, more):
    """QG_MAP_COLUMNS"""
    return maps(machine, text_of(f"  name: {{columns: [{'B, ' * (8 + more)}]}}\n"))


def conditions(machine, more):
    """QG_MAP_MATCHES"""
    wanted = [f"C{i}: A" for i in range(8 + more)]
    return maps(machine, text_of(
        f"  l1: {{from: rows, where: {{{', '.join(wanted)}}}, fields: {{a: B}}}}\n"),
        ";".join(["A", "B"] + [f"C{i}" for i in range(9)]) + "\n" + ";".join("1" * 11) + "\n")


def sources(machine, more):
    """QG_MAP_SOURCES, one of which is that of the records."""
    names = [f"s{i}" for i in range(64 - 1 + more)]
    lists = ", ".join(f"{{a: B, l2: {{from: {name}, where: {{A: A}}, fields: {{a: B}}}}}}"
                      for name in names)
    return maps(machine, text_of(f"  l1: [{lists}]\n", "".join(
        f"  {name}: {{file: {name}.csv, optional: yes}}\n" for name in names)))


def table_columns(machine, more):
    """QG_GRID_COLUMNS, the last of which is asked for."""
    names = [f"C{i}" for i in range(2, 16384 + more)] + ["B"]
    return maps(machine, text_of("  name: B\n"),
                ";".join(["A", *names]) + "\n" + ";".join("1" * (len(names) + 1)) + "\n")


def workbook_parts(machine, more):
    """QG_XLSX_PARTS"""
    path = machine.file("rows.xlsx", "")
    with zipfile.ZipFile(path, "w") as book:
        for i in range(4096 + more):
            book.writestr(f"part-{i}", "")
    return machine.run("map", "-p", machine.file("club.qagida", POLICY), "--map",
                       machine.file("map.yaml", text_of("").replace(".csv", ".xlsx")), path)
