# SPDX-License-Identifier: Apache-2.0
"""The commands that faults are tried on: each at least once, in every carrier and format."""

import os
import shutil
import subprocess

ROOT = os.path.realpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
GOLDEN = os.path.join(ROOT, "tests", "golden")


class Case:
    """A command, what it finds in its folder (name -> input), and how it ends if all is well."""

    def __init__(self, name, line, status=0, stdin=None, before=None, spares=(), tolerates=(),
                 leaks=0, writes=False):
        self.name, self.line, self.status, self.stdin = name, line, status, stdin
        self.before, self.spares, self.tolerates = before or {}, set(spares), set(tolerates)
        self.leaks = leaks
        self.writes = writes or bool(self.before)

    def words(self, inputs):
        return [word.replace("@", inputs + "/").replace("~", " ") for word in self.line.split()]


def copy(inputs, *names):
    for name in names:
        shutil.copy(os.path.join(ROOT, name), inputs)


def prepare(inputs, command):
    """Fills the folder that `@` stands for."""
    copy(inputs, *("tests/golden/cli/policy/" + name for name in (
        "tiny.qagida", "tests.qagida", "broken.qagida", "records.ndjson", "array.json",
        "object.json", "envelope.json", "damaged.ndjson")))
    shutil.copytree(os.path.join(GOLDEN, "gate", "data"), os.path.join(inputs, "gate"))
    shutil.copytree(os.path.join(GOLDEN, "compare", "quorum"), os.path.join(inputs, "quorum"))
    shutil.copytree(os.path.join(ROOT, "policies/order-300/samples"),
                    os.path.join(inputs, "samples"))
    shutil.copytree(os.path.join(ROOT, "policies/integrity"), os.path.join(inputs, "integrity"))
    shutil.copytree(os.path.join(GOLDEN, "drafting", "policy"), os.path.join(inputs, "drafting"))
    shutil.copy(os.path.join(GOLDEN, "cli", "coverage-explained", "explained.txt"), inputs)
    with open(os.path.join(inputs, "tiny.qagida"), "rb") as tiny, \
            open(os.path.join(inputs, "loose.qagida"), "wb") as loose:
        loose.write(tiny.read().replace(b" ", b"  "))
    open(os.path.join(inputs, "empty"), "wb").close()
    with open(os.path.join(inputs, "samples", "export.ndjson"), "rb") as export:
        head = export.readlines()[:30]
    with open(os.path.join(inputs, "export.ndjson"), "wb") as export:
        export.writelines(head)
    with open(os.path.join(inputs, "many.ndjson"), "wb") as many:
        many.writelines(line.replace(b"D-", b"D-%d-" % i, 1) for i in range(8) for line in head)
    with open(os.path.join(inputs, "settings.yaml"), "w", encoding="ascii") as settings:
        settings.write(f"policy: {inputs}/tiny.qagida\nlang: ru\nfail-on: never\n")
    with open(os.path.join(inputs, "report.json"), "wb") as report:
        subprocess.run([command, "check", "-p", inputs + "/tiny.qagida", "--format", "json",
                        inputs + "/records.ndjson"], stdout=report, check=False)


FORMATS = ["text", "json", "ndjson", "csv", "sarif", "junit", "github", "gitlab", "markdown", "html",
           "act"]
TINY = "check -p @tiny.qagida "

CASES = [
    *(Case(f"check-{name}", TINY + f"-f {name} @records.ndjson", 1) for name in FORMATS),
    *(Case(f"check-{name}-to-file", TINY + f"-f {name}=out @records.ndjson", 1, writes=True)
      for name in ("json", "html", "act")),
    *(Case(f"check-{name}", TINY + f"@{name}", status)
      for name, status in (("array.json", 1), ("object.json", 1), ("envelope.json", 1),
                           ("damaged.ndjson", 2))),
    Case("check-stdin", TINY + "-", 1, stdin="records.ndjson"),
    Case("check-over-a-file", TINY + "-f json=out -f html=page @records.ndjson", 1,
         before={"out": "gate/known.ndjson"}),
    Case("check-order-300", "check @export.ndjson -f text -f json=out", 1, writes=True),
    Case("check-threads", "check --jobs 3 @many.ndjson", 1),
    Case("check-interpreted", "check --interpret --engine jansson @export.ndjson", 1),
    Case("check-everything", "check --show all --strict-readings --statistics --unknown-properties "
         "@export.ndjson", 1),
    Case("check-redacted", "check --redact-key-file @settings.yaml @export.ndjson -f csv",
         1),
    # The libraries behind the PDF end the process where memory or threads run out (docs/limits.md),
    # keep memory for their next use, and take another font, or draw none and say so, where one
    # cannot be read.
    Case("check-pdf", TINY + "-f act-pdf=out @records.ndjson", 1, writes=True, leaks=10**6,
         tolerates=["open,fail,EMFILE", "open,fail,EACCES", "open,fail,EINTR",
                    "stat,fail,EIO", "stat,fail,EACCES"],
         spares=["alloc", "thread", "space"]),
    Case("check-settings", "check @records.ndjson", before={"qagida.yaml": "settings.yaml"},
         tolerates=["stat,fail,EACCES"]),  # a folder that nobody may look into holds no settings
    Case("check-baseline", "check -p @gate/tiny.qagida --baseline @gate/known.ndjson "
         "--exceptions @gate/exceptions.yaml --as-of 2024-01-01 @gate/later.ndjson", 1),
    Case("check-tables", "check --map @samples/hr-csv/map.yaml " + " ".join(
        f"@samples/hr-csv/{name}.csv" for name in
        ("people", "commission", "sittings", "votes", "attestations", "orders")), 1),
    Case("check-tables-incomplete", "check --map @samples/hr-csv/map.yaml @samples/hr-csv/people.csv",
         2),
    # minizip forgets a block where it has no memory for a second one.
    Case("check-xlsx", "check --map @samples/hr-xlsx/map.yaml @samples/hr-xlsx/kadry.xlsx", 1, leaks=1),
    Case("check-json-table", "check --map @samples/hr-json/map.yaml @samples/hr-json/staff.json", 1),
    Case("map", "map --map @samples/hr-xlsx/map.yaml @samples/hr-xlsx/kadry.xlsx", 1, leaks=1),
    Case("map-to-file", "map -o out --map @samples/hr-json/map.yaml @samples/hr-json/staff.json",
         before={"out": "gate/known.ndjson"}),
    Case("report", "report -f html=out -f text @report.json", 1, writes=True),
    Case("baseline-create", "baseline create -p @gate/tiny.qagida known @gate/lines.ndjson",
         writes=True),
    Case("baseline-create-anew", "baseline create -p @gate/tiny.qagida known @gate/lines.ndjson",
         before={"known": "gate/known.ndjson"}),
    Case("baseline-prune", "baseline prune -p @gate/tiny.qagida known @gate/better.ndjson",
         before={"known": "gate/known.ndjson"}),
    Case("baseline-check", "baseline check -p @gate/tiny.qagida @gate/known.ndjson "
         "@gate/later.ndjson", 1),
    Case("explain", "explain -p @tiny.qagida P2-a"),
    Case("explain-record", "explain -p @tiny.qagida --record D1 @records.ndjson"),
    Case("explain-order-300", "explain --record D-0000011 @export.ndjson"),
    *(Case(f"compile-{stage}", f"compile -p @tiny.qagida --emit={stage}")
      for stage in ("tokens", "tree", "acts", "types", "ir", "program", "c")),
    Case("build-c", "build @tiny.qagida -o out.c", writes=True),
    # With little memory it is the compiler that has none, and has its own words for it.
    Case("build", "build @tiny.qagida --cflags -O0 -o out", writes=True, spares=["space"]),
    Case("profile", "profile -p @tiny.qagida --format json --top 0 -o out @records.ndjson",
         writes=True),
    Case("compile-broken", "compile -p @broken.qagida", 2),
    Case("test", "test @integrity"),
    Case("test-junit", "test @integrity --format tap"),
    Case("coverage", "coverage @integrity --format json"),
    Case("coverage-mutate", "coverage --mutate -p @tiny.qagida @tests.qagida"),
    Case("coverage-allowed", "coverage --mutate --allow @explained.txt @tiny.qagida @tests.qagida "
         "-o out", 1, before={"out": "explained.txt"}),
    Case("fmt", "fmt out", before={"out": "loose.qagida"}),
    Case("schema", "schema -p @tiny.qagida"),
    Case("schema-example", "schema -p @tiny.qagida --example"),
    Case("consolidate", "consolidate -p @quorum/club.qagida --with @quorum/quorum.qagida"),
    Case("consolidate-to-folder", "consolidate -p @drafting/statute.qagida "
         "-p @drafting/amended.qagida -o out", writes=True),
    Case("diff", "diff -p @quorum/club.qagida --with @quorum/quorum.qagida", 1),
    Case("impact", "impact -p @quorum/club.qagida --with @quorum/quorum.qagida --backdate "
         "-f json=out @quorum/seed.json", writes=True),
    Case("sweep", "sweep --change in~paragraph~35~replace~1~month~with --values 10~days "
         "@export.ndjson"),
    Case("compare", "compare -p @quorum/club.qagida --with @quorum/quorum.qagida "
         "--seed @quorum/seed.json -o out", 1, writes=True),
    Case("compare-json", "compare -p @quorum/club.qagida --with @quorum/quorum.qagida "
         "--seed @quorum/seed.json --format json", 1),
    Case("compare-none-found", "compare -p @quorum/club.qagida --with @quorum/quorum.qagida "
         "--limit 50 -o out", 2, writes=True),
    Case("completion", "completion bash"),
    Case("version", "version"),
    Case("help", "help check"),
]
