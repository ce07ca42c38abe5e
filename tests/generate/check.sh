#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Checks the generator of dossiers by what it promises: the same bytes for the same seed, valid
# JSON in every carrier and habit, unique ids, and a manifest that is empty when nothing is damaged
# and names only records that exist when something is.
#
# usage: check.sh PATH/TO/qg_generate
set -eu

generate=${1:?usage: check.sh PATH/TO/qg_generate}
case $generate in /*) ;; *) generate=$PWD/$generate ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "generate/check.sh: $*" >&2
    exit 1
}

valid() {
    command -v jq >/dev/null 2>&1 || return 0
    jq -e . "$1" >/dev/null || fail "$1 is not valid JSON"
}

"$generate" --seed 7 --records 400 --defects 60 --manifest one.tsv >one.ndjson
"$generate" --seed 7 --records 400 --defects 60 --manifest two.tsv >two.ndjson
cmp one.ndjson two.ndjson || fail "one seed gave two exports"
cmp one.tsv two.tsv || fail "one seed gave two manifests"
"$generate" --seed 8 --records 400 --defects 60 >three.ndjson
cmp -s one.ndjson three.ndjson && fail "two seeds gave one export"
valid one.ndjson

# Every record is a line; its id stands right after its kind in the order of the schema.
sed -n 's/^{"record": *"[a-z]*","id": *"\([^"]*\)".*/\1/p' one.ndjson | sort >ids
test "$(wc -l <ids)" -eq 412 || fail "expected 400 dossiers and 12 institutions"
test -z "$(uniq -d ids)" || fail "an id stands twice"

test -s one.tsv || fail "damaged records, but nothing in the manifest"
grep -v '^#' one.tsv | cut -f1 | sort -u >named
test -z "$(comm -13 ids named)" || fail "the manifest names a record that is not there"

"$generate" --seed 7 --records 400 --clean --manifest clean.tsv >clean.ndjson
test ! -s clean.tsv || fail "a clean export has a manifest"
valid clean.ndjson

for carrier in ndjson array envelope; do
    for order in schema alphabetical shuffled; do
        "$generate" --records 50 --carrier $carrier --key-order $order --escape-unicode --spaced \
            >habit.json
        valid habit.json
        ! LC_ALL=C grep -q '[^ -~]' habit.json || fail "a letter beyond ASCII was not escaped"
    done
done

"$generate" --list-defects >defects
test -z "$(sort defects | uniq -d)" || fail "two defects share a name"
while read -r defect; do
    "$generate" --records 3 --only "$defect" --manifest only.tsv >only.ndjson
    valid only.ndjson
    cut -f3 only.tsv | grep -qxF "$defect" || fail "$defect is not in its own manifest"
done <defects

size=$("$generate" --bytes 2M | wc -c)
test "$size" -ge 2097152 -a "$size" -lt 2200000 || fail "--bytes 2M gave $size bytes"
"$generate" --only no-such-rule >/dev/null 2>&1 && fail "an unknown defect was accepted"
exit 0
