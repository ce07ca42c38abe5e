# SPDX-License-Identifier: Apache-2.0
#
# What zsh makes of a line at a Tab, at a terminal of its own: a key there writes down the line.
zmodload zsh/zpty
line=$PWD/line
zpty shell zsh -f -i
zpty -w shell "PS1=; fpath=($PWD \$fpath); autoload -U compinit; compinit -u -D"
zpty -w shell "write-down() { print -r -- \$BUFFER >$line; BUFFER= }; zle -N write-down"
zpty -w shell "bindkey '^X' write-down"

try() {
    rm -f $line
    zpty -w -n shell "$1"$'\t\x18'
    repeat 100; do
        [[ -s $line ]] && break
        sleep 0.1
    done
    print -r -- "$1 => $(<$line)"
}

try 'qagida chec'
try 'qagida check --la'
try 'qagida check --lang=r'
try 'qagida check --fail-on=u'
try 'qagida check --select=46,P46'
try 'qagida explain P46'
try 'qagida check -p ru'
try 'qagida check da'
try 'qagida help ver'
try 'qagida completion z'
zpty -d shell
