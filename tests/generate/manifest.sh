#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Holds the checker against the generator: an export with damage of every kind, and the generator's
# own manifest of what each damage must come to. The two were written apart from each other, each
# from the act; every finding is in the manifest and every line of the manifest is a finding.
#
# usage: manifest.sh PATH/TO/qg_generate PATH/TO/qagida [SEED]
set -eu

generate=${1:?usage: manifest.sh PATH/TO/qg_generate PATH/TO/qagida [SEED]}
qagida=${2:?usage: manifest.sh PATH/TO/qg_generate PATH/TO/qagida [SEED]}
seed=${3:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$generate" --seed "$seed" --records 6000 --defects 80 --manifest "$work/manifest.tsv" \
    >"$work/export.ndjson"
"$qagida" check --format ndjson "$work/export.ndjson" >"$work/report.ndjson" || test $? -eq 1

# record, certification (empty where the finding is about the record), rule, outcome
grep -v '^#' "$work/manifest.tsv" | cut -f1,2,4,5 | sort -u >"$work/expected"
sed -n 's/^{"finding": {"act": [^,]*, "paragraph": "[^"]*", "rule": "\([^"]*\)", "outcome": "\([^"]*\)".*"subject": {"record": "\([^"]*\)",\(.*\)"location".*/\3\t\4\t\1\t\2/p' \
    "$work/report.ndjson" |
    sed 's/\t[^\t]*"certification": "\([^"]*\)"[^\t]*\t/\t\1\t/; s/\t[^\t]*"certification": null[^\t]*\t/\t\t/' |
    sort -u >"$work/found"

if ! diff "$work/expected" "$work/found" >"$work/difference"; then
    echo "generate/manifest.sh: < expected by the generator, > found by the checker (seed $seed)" >&2
    head -40 "$work/difference" >&2
    exit 1
fi
test "$(wc -l <"$work/found")" -gt 4000 || {
    echo "generate/manifest.sh: too few findings to mean anything" >&2
    exit 1
}
