#!/bin/sh
# Run every test: tests/run.sh BUILD [PATTERN], or with DEEP=1 the long ones.
# Each test prints TAP; the last line counts them all.  A test that dies
# without saying so is a failure.
set -u
build=$(cd "$1" && pwd)
pattern=${2:-}
cd "$(dirname "$0")/.." || exit 1

GIVETAKE_BUILD=$build
# What ncurses keeps of a terminal that it does not know is not our leak.
LSAN_OPTIONS=suppressions=$PWD/tests/lsan.txt:print_suppressions=0
export LSAN_OPTIONS GIVETAKE_BUILD CMOCKA_MESSAGE_OUTPUT=TAP
results=$build/results
rm -rf "$results"
mkdir -p "$results"

if [ -n "${DEEP-}" ]; then
	set -- tests/deep/*.sh
else
	set -- "$build"/tests/test_* tests/cli/*.sh tests/sql/*.sh \
		tests/tui/*.sh
fi
for test in "$@"; do
	case $test in *"$pattern"*) ;; *) continue ;; esac
	case $test in *.d) continue ;; esac
	[ -x "$test" ] && echo "$test"
done | xargs -P "$(getconf _NPROCESSORS_ONLN)" -I{} tests/one.sh {} "$results"

cat "$results"/*.tap | awk '
	/^ok .*# SKIP/ { skipped++; print; next }
	/^ok /         { passed++; next }
	/^not ok /     { failed++; print; next }
	/^#/           { print }
	END {
		printf "%d passed, %d failed", passed, failed
		if (skipped) printf ", %d skipped", skipped
		printf "\n"
		exit failed > 0 || passed == 0
	}'
