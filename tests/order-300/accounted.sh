#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Holds the policy of Order 300 against the list of what the act says, one id a line (atoms.txt):
# each is a rule, a flag or a provision of the policy, and the policy has no other, but for the rule
# `level`, which tells the two commissions apart, and flags on what a reader should look at: the act
# has no sentence for these (others.txt).
#
# usage: accounted.sh PATH/TO/qagida
set -eu

qagida=${1:?usage: accounted.sh PATH/TO/qagida}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$qagida" coverage --format json "$here/../../policies/order-300" |
    sed -n 's/.*"\(rule\|flag\|provision\)": "\([^"]*\)", .*/\2/p' | LC_ALL=C sort >"$work/declared"
cat "$here/atoms.txt" "$here/others.txt" | LC_ALL=C sort >"$work/wanted"

if test "$(wc -l <"$here/atoms.txt")" -ne 223 || test -n "$(uniq -d "$work/wanted")"; then
    echo "order-300/accounted.sh: atoms.txt is not the list of the 223" >&2
    exit 1
fi
if ! diff "$work/wanted" "$work/declared" >"$work/difference"; then
    echo "order-300/accounted.sh: < not in the policy, > not in the act" >&2
    cat "$work/difference" >&2
    exit 1
fi
