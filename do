#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# ./do VERB: everything that is done with this tree, each by one word. A verb installs the Debian
# packages it needs and no others, builds what it needs, and speaks of its progress on stderr.

set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jobs=$(nproc 2>/dev/null || echo 2)
sample=policies/order-300/samples/export.ndjson

say() { echo "do: $*" >&2; }

fail() {
    say "$*"
    exit 2
}

# ---------------------------------------------------------------------------------------------
# Packages

packages_build="gcc libc6-dev cmake ninja-build flex bison libjansson-dev libyaml-dev libcsv-dev
    libminizip-dev libexpat1-dev libpango1.0-dev pkg-config"
packages_test="$packages_build libcmocka-dev python3-jsonschema poppler-utils qpdf fonts-dejavu-core"
packages_asan="$packages_test"
packages_tsan="$packages_test"
packages_valgrind="$packages_test valgrind"
packages_coverage="$packages_test gcovr"
packages_bench="$packages_build g++ libsimdjson-dev python3"
packages_peers="jq libclips-dev swi-prolog-nox"
packages_fuzz="$packages_build clang libclang-rt-14-dev"
packages_afl="$packages_fuzz afl++"
packages_opinions="$packages_test clang libclang-rt-14-dev dpkg-dev mmdebstrap qemu-user
    binutils-s390x-linux-gnu"
packages_fmt="$packages_build clang-format"
packages_lint="$packages_test clang-tidy cppcheck"
packages_package="$packages_build build-essential debhelper dpkg-dev git xz-utils"
packages_package_test="lintian mmdebstrap"

is_installed() {
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

missing_packages() {
    local package
    for package in "$@"; do
        is_installed "$package" || echo "$package"
    done
}

# Runs apt-get as root, by sudo where that is what it takes.
apt_get() {
    local as_root=()
    [[ $(id -u) -eq 0 ]] || as_root=(sudo)
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# Installs what is missing of the packages named. The package lists are fetched only when the
# install fails without that: they are missing on a bare machine, and old on a neglected one.
need() {
    local missing log
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "this is no Debian machine; trusting that it has the like of: $*"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    if [[ $(id -u) -ne 0 ]] && ! command -v sudo >/dev/null; then
        fail "needs root (or sudo) to install these Debian packages: ${missing[*]}"
    fi
    say "installing ${missing[*]}"
    log=$(mktemp)
    if ! apt_get install --no-install-recommends "${missing[@]}" >"$log" 2>&1 &&
        ! { apt_get update && apt_get install --no-install-recommends "${missing[@]}"; } \
            >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        fail "apt-get could not install: ${missing[*]} (its words are above)"
    fi
    rm -f "$log"
}

# ---------------------------------------------------------------------------------------------
# Building

# Runs a command whose output matters only when it fails.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    [[ $status -eq 0 ]] || cat "$log" >&2
    rm -f "$log"
    return "$status"
}

# build_preset PRESET [TARGET...]: configures and builds; the folder is the preset's own.
build_preset() {
    local preset=$1 folder generator=()
    shift
    folder=$(folder_of "$preset")
    if [[ ! -f $folder/CMakeCache.txt ]] && command -v ninja >/dev/null; then
        generator=(-G Ninja)
    fi
    say "building ${folder#"$root"/}/"
    (cd "$root" && quietly cmake --preset "$preset" "${generator[@]}") ||
        fail "could not configure the $preset build"
    quietly cmake --build "$folder" --parallel "$jobs" ${1+--target "$@"} ||
        fail "the $preset build failed"
}

folder_of() {
    case $1 in
    release) echo "$root/build" ;;
    *) echo "$root/build-$1" ;;
    esac
}

# Runs the tests of a preset; the closing line is ctest's.
run_tests() {
    local folder
    folder=$(folder_of "$1")
    shift
    ctest --test-dir "$folder" --output-on-failure --no-tests=error --parallel "$jobs" "$@" \
        </dev/null
}

our_sources() {
    find base grammar program compiler checker report import library cli pdf natives include \
        bench tests docs \
        \( -name '*.[ch]' -o -name '*.cpp' \) -print | LC_ALL=C sort
}

our_policies="policies stdlib"

# ---------------------------------------------------------------------------------------------
# Verbs: verb_NAME, and the line that help prints in help_NAME

help_check="build, then check the bundled sample export; or: check ARGS... as of qagida check"
verb_check() {
    local status=0
    verb_build
    if [[ $# -gt 0 ]]; then
        exec "$root/build/qagida" check "$@"
    fi
    cd "$root"
    say "build/qagida check $sample"
    build/qagida check "$sample" || status=$?
    case $status in
    0) say "the sample has no finding" ;;
    1) say "qagida ended with 1: the sample has findings, as it is meant to have" ;;
    *) fail "qagida could not do its job (it ended with $status)" ;;
    esac
}

help_build="build the release command: build/qagida"
verb_build() {
    need $packages_build
    build_preset release
}

help_test="build with warnings as errors and run every test; or: test CTEST-ARGS..."
verb_test() {
    need $packages_test
    build_preset dev
    run_tests dev "$@"
}

help_asan="the same under the address and undefined-behaviour sanitizers"
verb_asan() {
    need $packages_asan
    build_preset asan
    export ASAN_OPTIONS="detect_stack_use_after_return=1:strict_string_checks=1"
    export UBSAN_OPTIONS="print_stacktrace=1:halt_on_error=1"
    run_tests asan "$@"
}

# What has threads, and what they are made of.
tsan_tests="threads-agree|unit-(api|audit|audit_crew|chunk|crew|engines_agree|impact|muster|retain|run)$"

help_tsan="the tests of what runs on several threads, under the thread sanitizer"
verb_tsan() {
    need $packages_tsan
    build_preset tsan
    export TSAN_OPTIONS="halt_on_error=1:second_deadlock_stack=1"
    run_tests tsan --tests-regex "$tsan_tests" "$@"
}

# What it complains of makes the exit status 9; memory that is still held at the end is a complaint.
valgrind_command="valgrind --quiet --leak-check=full --show-leak-kinds=all \
    --errors-for-leak-kinds=all --error-exitcode=9"

# The golden cases that valgrind looks at: each carrier, each report, each way to fail.
valgrind_cases="cli/carriers cli/closed-pipe cli/exports-disagree cli/explain-rule cli/full-disk
    cli/hostile-text cli/json cli/ndjson cli/no-such-file cli/policy-with-errors cli/tests-fail
    cli/tests-pass cli/text cli/unknown-option cli/unreadable-record diagnostics/ten-mistakes
    input/duplicate-keys input/invalid-utf-8 input/nested-200-deep input/nul-bytes
    input/truncated-array"

help_valgrind="run the unit tests, golden cases and a check of the bundled export under valgrind"
verb_valgrind() {
    local program status=0
    need $packages_valgrind
    export QAGIDA_NO_SANDBOX=1 # valgrind makes calls of its own
    build_preset dev
    cd "$root"
    for program in build-dev/tests/unit/test_*; do
        # test_audit checks the bundled export ten times over, which is done once below; test_launch
        # starts a program that is not there, which valgrind, with a copy of itself, lets begin.
        [[ -f $program && -x $program && $program != */test_@(audit|launch) ]] || continue
        say "valgrind $program"
        quietly $valgrind_command "$program" || fail "valgrind has found trouble in $program"
    done
    say "valgrind qagida check $sample"
    $valgrind_command build-dev/qagida check "$sample" >/dev/null || status=$?
    [[ $status -eq 1 ]] || fail "valgrind has found trouble (or there is no finding: status $status)"
    say "valgrind over golden cases"
    valgrind_golden || fail "valgrind has found trouble in a golden case"
}

# Runs golden cases with a command that is the built one under valgrind: a complaint shows as a
# difference.
valgrind_golden() {
    local folder status=0
    folder=$(mktemp -d)
    printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$valgrind_command" "$root/build-dev/qagida" \
        >"$folder/qagida"
    chmod +x "$folder/qagida"
    tests/golden/run "$folder/qagida" $valgrind_cases || status=$?
    rm -rf "$folder"
    return "$status"
}

help_faults="let whatever a command asks of the system go wrong, and feed it too much; or: faults ARGS..."
verb_faults() {
    need $packages_test
    build_preset dev
    cd "$root"
    tests/fault/run --full --jobs "$jobs" "$@" build-dev/qagida build-dev/tests/libqg_inject.so
    [[ $# -eq 0 ]] || return 0
    QG_KILLS=100 tests/fault/outputs build-dev/qagida
    tests/hostile/large --full build-dev/qagida
    tests/hostile/limits --full build-dev/qagida
}

# What of the tests counts as covering: those that hold results against expectations. The others kill
# and confine the command, which then cannot write its counters down.
coverage_tests='^(unit|golden|fuzz-replay|policy|natives)'

help_coverage="run the tests of the code and print the line coverage of each file"
verb_coverage() {
    need $packages_coverage
    export QAGIDA_NO_SANDBOX=1 # the counters are written at the end, beside the objects
    build_preset coverage
    find "$root/build-coverage" -name '*.gcda' -delete
    quietly run_tests coverage --tests-regex "$coverage_tests" || fail "the tests failed"
    cd "$root"
    gcovr --root . --exclude 'tests/' --exclude 'bench/' --exclude 'build-.*' \
        --object-directory build-coverage
    say "the compiler and the checker"
    gcovr --root . --filter 'compiler/' --filter 'checker/' --object-directory build-coverage \
        --fail-under-line 90 >/dev/null || fail "less than 90 % of their lines are covered"
}

help_mutate="alter Order 300 in every place and list what its tests do not notice; or: mutate ARGS..."
verb_mutate() {
    verb_build
    cd "$root"
    build/qagida coverage policies/order-300 --mutate --threshold 95 \
        --allow policies/order-300/tests/explained.txt "$@"
}

help_package="build the Debian packages, into build-package/; or:  package --test, to try them too"
verb_package() {
    local folder=$root/build-package
    case ${1-} in
    "" | --test) ;;
    *) fail "package takes nothing but --test" ;;
    esac
    need $packages_package ${1+$packages_package_test}
    build_packages "$folder"
    ls "$folder"/*.deb
    [[ ${1-} == --test ]] || return 0
    "$root/tests/package/packages" "$folder"
}

# The files of the tree, a NUL behind each: those that git knows or would take, or all that no build
# made where the tree was unpacked from an archive.
tree_files() {
    if [[ -e $root/.git ]]; then
        git -C "$root" ls-files -z --cached --others --exclude-standard
    else
        (cd "$root" && find . \( -name build -o -name 'build-*' \) -prune -o -type f -printf '%P\0')
    fi
}

# build_packages FOLDER: from the tree as it lies there. The source package is an archive of all but
# debian/, of the same bytes wherever it is made. The tests are left to ./do test.
build_packages() {
    local folder=$1 version date tree
    cd "$root"
    version=$(dpkg-parsechangelog --show-field Version)
    date=$(dpkg-parsechangelog --show-field Date)
    tree=$folder/qagida-${version%-*}
    say "building the packages in ${folder#"$root"/}/"
    rm -rf "$folder"
    mkdir -p "$tree"
    tree_files | grep -zv '^debian/' |
        tar --create --xz --file "$folder/qagida_${version%-*}.orig.tar.xz" --null --files-from - \
            --sort name --mtime "$date" --owner 0 --group 0 --numeric-owner --mode go=rX \
            --transform "s,^,${tree##*/}/,"
    tar --extract --directory "$folder" --file "$folder"/*.orig.tar.xz
    cp -R debian "$tree"
    (cd "$tree" && quietly env DEB_BUILD_OPTIONS="nocheck parallel=$jobs" \
        dpkg-buildpackage --unsigned-source --unsigned-changes --build-profiles=nocheck) ||
        fail "dpkg-buildpackage failed"
}

help_fuzz="let fuzz targets look for new inputs; fuzz [--afl] [SECONDS [NAME...]] (60, and all)"
verb_fuzz() {
    local with=libfuzzer seconds
    [[ ${1-} != --afl ]] || { with=afl && shift; }
    seconds=${1-60}
    [[ $seconds =~ ^[0-9]+$ ]] || fail "fuzz takes a number of seconds, not '$seconds'"
    shift $(($# > 0))
    cd "$root"
    export QAGIDA_HASH_SEED=1 # what comes of an input is to come of it again
    [[ $# -gt 0 ]] || set -- $(cd tests/fuzz && echo fuzz_*.c | sed 's/fuzz_\([a-z]*\)\.c/\1/g')
    "fuzz_with_$with" "$seconds" "$@"
}

fuzz_with_libfuzzer() {
    local seconds=$1 name found words
    shift
    need $packages_fuzz
    build_preset fuzz
    for name in "$@"; do
        found=build-fuzz/found/$name
        mkdir -p "$found" "tests/fuzz/corpus/$name"
        tests/fuzz/dictionary "$name" build-fuzz/qagida >"$found.dict"
        [[ -s $found.dict ]] && words=(-dict="$found.dict") || words=()
        say "fuzzing $name for $seconds s; what it finds goes to $found"
        "build-fuzz/tests/fuzz/fuzz_$name" -max_total_time="$seconds" -print_final_stats=1 \
            -verbosity=0 "${words[@]}" -artifact_prefix="$found-" \
            "$found" "tests/fuzz/corpus/$name"
    done
}

# The same targets: AFL++ brings a driver of its own for them, in which a process tries many inputs.
fuzz_with_afl() {
    local seconds=$1 name found words
    shift
    need $packages_afl
    export AFL_QUIET=1 AFL_DONT_OPTIMIZE=1
    cmake -B build-afl -DQG_FUZZ=ON -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=afl-clang-fast \
        -DCMAKE_C_FLAGS="-fsanitize=address,undefined -fno-sanitize-recover=all -DQG_ARENA_DEBUG" \
        -DCMAKE_C_FLAGS_DEBUG="-O1 -g" >/dev/null
    cmake --build build-afl -j "$jobs" >/dev/null
    for name in "$@"; do
        found=build-afl/found/$name
        mkdir -p "$found"
        tests/fuzz/dictionary "$name" build-afl/qagida >"$found.dict"
        [[ -s $found.dict ]] && words=(-x "$found.dict") || words=()
        say "fuzzing $name for $seconds s with AFL++; what it finds goes to $found"
        AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_AUTORESUME=1 \
            afl-fuzz -V "$seconds" -m none -t 5000 -i "tests/fuzz/corpus/$name" -o "$found" \
            "${words[@]}" -- "build-afl/tests/fuzz/fuzz_$name" >"$found.log" 2>&1 ||
            fail "AFL++ cannot fuzz $name: $found.log"
        grep -ohE '(execs_done|execs_per_sec|saved_crashes|saved_hangs) *: .*' \
            "$found/default/fuzzer_stats" >&2
        [[ -z $(ls "$found"/default/{crashes,hangs} | grep ^id:) ]] ||
            fail "AFL++ has found something: $found"
    done
}

help_bench="measure speed and memory against others, and name the targets; or: bench --peers, --help"
verb_bench() {
    need $packages_bench
    [[ $* != *peers* ]] || install_peers
    build_preset bench
    cd "$root"
    python3 -B bench/run.py "$@"
}

# What the peers of the bench are made of. One that cannot be had is left out, and the bench says so.
install_peers() {
    local package folder=$root/build-bench/peers
    for package in $packages_peers; do
        (need "$package") || say "without $package its peer is not measured"
    done
    command -v npm >/dev/null || (need nodejs npm) || return 0
    [[ $folder/node_modules -nt $root/bench/peers/package.json ]] && return
    say "installing the peers that npm has, into ${folder#"$root"/}/"
    mkdir -p "$folder"
    cp "$root/bench/peers/package.json" "$folder/"
    # The plugin's own peer is a framework of a hundred megabytes that its program does not need.
    (cd "$folder" && quietly npm install --no-package-lock --legacy-peer-deps --ignore-scripts \
        --no-audit --no-fund && touch node_modules) || say "npm could not install them all"
}

help_fmt="format the C sources and the policies in place; or: fmt --check"
verb_fmt() {
    local mode=(-i)
    case ${1-} in
    "") ;;
    --check) mode=(--dry-run --Werror) ;;
    *) fail "fmt takes nothing but --check" ;;
    esac
    need $packages_fmt
    build_preset release qagida
    cd "$root"
    our_sources | xargs clang-format "${mode[@]}"
    build/qagida fmt "$@" $our_policies
}

help_opinions="what other compilers, machines and analysers think of it; or: opinions PART..., --list"
verb_opinions() {
    [[ ${1-} == --list ]] || (need $packages_opinions) ||
        say "what needs those packages will say so and be skipped"
    QAGIDA_JOBS=$jobs "$root/tests/opinions/run" "$@" || fail "somebody thinks otherwise"
}

help_lint="cppcheck and clang-tidy over the whole tree"
verb_lint() {
    need $packages_lint
    build_preset dev
    cd "$root"
    say "cppcheck"
    # Neither what is generated (bison names its lines without the build folder) nor the C library.
    # What bison makes of "$$ = $i; append to $$" assigns $$ to itself.
    cppcheck --quiet --project=build-dev/compile_commands.json --enable=warning,performance,portability \
        --inline-suppr --error-exitcode=1 -j "$jobs" -i "$root/build-dev" \
        --suppress=missingIncludeSystem --suppress='*:*/build-dev/*' \
        --suppress='*:grammar/parser.c' --suppress=selfAssignment:grammar/parser.y
    say "clang-tidy"
    our_sources | grep '\.c$' | grep -v '^bench/' |
        xargs -P "$jobs" -n 4 clang-tidy --quiet -p build-dev 2>/dev/null
}

help_bless="accept what the command prints now as the golden outputs; or: bless AREA[/CASE]..."
verb_bless() {
    need $packages_test
    build_preset dev qagida
    "$root/tests/golden/run" --bless "$root/build-dev/qagida" "$@"
}

help_clean="remove every build folder"
verb_clean() {
    rm -rf "$root/build" "$root"/build-*
}

help_doctor="tell which packages are there and which are missing, verb by verb"
verb_doctor() {
    local verb list missing
    for verb in build test asan tsan valgrind coverage bench peers fuzz fmt lint package; do
        list=packages_$verb
        missing=$(missing_packages ${!list} | tr '\n' ' ')
        printf '%-9s %s\n' "$verb" "$([[ -n $missing ]] && echo "misses $missing" || echo ready)"
    done
}

help_deps="install what every verb needs; or: deps VERB..."
verb_deps() {
    local verb list
    [[ $# -gt 0 ]] || set -- build test asan tsan valgrind coverage bench fuzz fmt lint package
    for verb in "$@"; do
        list=packages_$verb
        [[ -n ${!list-} ]] || fail "no packages are listed for '$verb'"
        need ${!list}
    done
}

help_help="print this"
verb_help() {
    local verb text
    echo "usage: ./do VERB [ARGS...]"
    echo
    for verb in check build test bench fuzz opinions faults asan tsan valgrind coverage mutate fmt \
        lint bless package clean \
        doctor deps help; do
        text=help_$verb
        printf '  %-9s %s\n' "$verb" "${!text}"
    done
}

verb=${1-help}
[[ $# -eq 0 ]] || shift
case $verb in
-h | --help) verb=help ;;
esac
declare -F "verb_$verb" >/dev/null || fail "no such verb: $verb (./do help lists them)"
"verb_$verb" "$@"
