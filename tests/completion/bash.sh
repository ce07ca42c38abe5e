# SPDX-License-Identifier: Apache-2.0
#
# What bash completes, without a terminal: a word a line of what would be offered. The words of a
# command line are given as bash parts them: `--lang=ru` is three.
source /dev/stdin <<<"$(qagida completion bash)"

try() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _qagida
    echo "$* => $(printf '%s\n' "${COMPREPLY[@]}" | LC_ALL=C sort | tr '\n' ' ')"
}

try qagida ch
try qagida check --la
try qagida check --lang ''
try qagida check --lang = r
try qagida check --fail-on = u
try qagida check --select = 46,P46
try qagida explain P46
try qagida check -p ''
try qagida check ''
try qagida help ver
try qagida check --hyperlinks = a
try qagida completion z
