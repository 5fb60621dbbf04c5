#!/bin/sh
# Every check of the sources: tests/lint/run.sh BUILD [CHECK...].  Called by
# make lint, which passes the compiler's flags in LINT_CFLAGS.
set -u
build=$1
shift
cd "$(dirname "$0")/../.." || exit 1
[ $# -gt 0 ] || set -- words length format includes doors shell tables sql clang \
	headers cppcheck tidy
mkdir -p "$build/lint"

failed=
for check in "$@"; do
	begun=$(date +%s)
	if "tests/lint/$check.sh" "$build" >"$build/lint/$check.out" 2>&1; then
		echo "ok      $check ($(($(date +%s) - begun)) s)"
	else
		echo "FAILED  $check"
		sed 's/^/        /' "$build/lint/$check.out"
		failed="$failed $check"
	fi
done
[ -z "$failed" ] || {
	echo "lint:$failed failed" >&2
	exit 1
}
