# SPDX-License-Identifier: Apache-2.0
#
# What fish completes, as it tells by itself.
qagida completion fish | source

for line in 'qagida ch' 'qagida check --la' 'qagida check --lang ' 'qagida check --lang=r' \
        'qagida check --fail-on=u' 'qagida check --select=46,P46' 'qagida explain P46' \
        'qagida check -p ru' 'qagida check da' 'qagida help ver' 'qagida check --hyperlinks a' \
        'qagida completion z'
    set -l found (complete -C $line | string replace -r '\t.*' '')
    echo "$line => "(string join ' ' -- $found)" "
end
