#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Holds the checker against the generator: an export with damage of every kind, and the generator's
# own manifest of what each damage must come to; once the export that comes with the policy, once a
# larger one made here. The two were written apart from each other, each from the act; every finding
# is in the manifest and every line of the manifest is a finding.
#
# usage: manifest.sh PATH/TO/qg_generate PATH/TO/qagida [SEED]
set -eu

generate=${1:?usage: manifest.sh PATH/TO/qg_generate PATH/TO/qagida [SEED]}
qagida=${2:?usage: manifest.sh PATH/TO/qg_generate PATH/TO/qagida [SEED]}
seed=${3:-11}
samples=$(dirname "$0")/../../policies/order-300/samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Reads a report and prints: record, certification (empty where the finding is about the record),
# rule, outcome.
findings() {
    sed -n 's/^{"finding": {"act": [^,]*, "paragraph": "[^"]*", "rule": "\([^"]*\)", "outcome": "\([^"]*\)".*"subject": {"record": "\([^"]*\)",\(.*\)"location".*/\3\t\4\t\1\t\2/p' |
        sed 's/\t[^\t]*"certification": "\([^"]*\)"[^\t]*\t/\t\1\t/; s/\t[^\t]*"certification": null[^\t]*\t/\t\t/' |
        sort -u
}

# compare EXPORT MANIFEST AT_LEAST: fewer findings would not mean anything.
compare() {
    "$qagida" check --format ndjson "$1" >"$work/report.ndjson" || test $? -eq 1
    findings <"$work/report.ndjson" >"$work/found"
    grep -v '^#' "$2" | cut -f1,2,4,5 | sort -u >"$work/expected"
    if ! diff "$work/expected" "$work/found" >"$work/difference"; then
        echo "generate/manifest.sh: $1: < expected by the generator, > found by the checker" >&2
        head -40 "$work/difference" >&2
        exit 1
    fi
    if test "$(wc -l <"$work/found")" -lt "$3"; then
        echo "generate/manifest.sh: $1: too few findings to mean anything" >&2
        exit 1
    fi
}

compare "$samples/export.ndjson" "$samples/export.manifest.tsv" 100

"$generate" --seed "$seed" --records 6000 --defects 80 --manifest "$work/manifest.tsv" \
    >"$work/export-$seed.ndjson"
compare "$work/export-$seed.ndjson" "$work/manifest.tsv" 4000
