#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Holds a policy against the list of what its act says, one id a line (FOLDER/atoms.txt, COUNT of
# them): each is a rule, a flag or a provision of the policy, and the policy has no other but those
# for which the act has no sentence (FOLDER/others.txt): rules on whom the act binds, flags on what
# a reader should look at, paragraphs that demand nothing.
#
# usage: accounted.sh PATH/TO/qagida POLICY FOLDER COUNT
set -eu

qagida=${1:?usage: accounted.sh PATH/TO/qagida POLICY FOLDER COUNT}
policy=$2 lists=$3 count=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$qagida" coverage --format json "$policy" |
    sed -n 's/.*"\(rule\|flag\|provision\)": "\([^"]*\)", .*/\2/p' | LC_ALL=C sort >"$work/declared"
cat "$lists/atoms.txt" "$lists/others.txt" | LC_ALL=C sort >"$work/wanted"

if test "$(wc -l <"$lists/atoms.txt")" -ne "$count" || test -n "$(uniq -d "$work/wanted")"; then
    echo "accounted.sh: $lists/atoms.txt is not the list of the $count" >&2
    exit 1
fi
if ! diff "$work/wanted" "$work/declared" >"$work/difference"; then
    echo "accounted.sh: < not in $policy, > not in the act" >&2
    cat "$work/difference" >&2
    exit 1
fi
