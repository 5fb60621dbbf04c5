#!/bin/sh
# clang-tidy on every C file.  It is slow, so a file that was found good is
# looked at again only when its text after preprocessing, the flags, the
# checks or the program have changed.
set -eu
build=$1
eval "set -- $LINT_CFLAGS"
stamps=$build/lint/tidy
mkdir -p "$stamps"
version=$(clang-tidy --version | tr -d '\n')

if [ "${TIDY_FILE:-}" = "" ]; then
	# Older stamps are of no use to anybody.
	find "$stamps" -type f -mtime +14 -exec rm -f {} +
	find lib cmd tests -name '*.c' | sort |
		xargs -P 2 -I{} env TIDY_FILE={} "$0" "$build"
	exit
fi
# The analyzer takes most of the time, and tests have little for it to find.
case $TIDY_FILE in
tests/*) checks='-clang-analyzer-*' ;;
*) checks= ;;
esac
sum=$({
	echo "$version" "$checks" "$@"
	cat .clang-tidy
	clang -E -C "$@" "$TIDY_FILE"
} | cksum | tr ' ' -)
stamp=$stamps/$(echo "$TIDY_FILE" | tr / _).$sum
[ ! -e "$stamp" ] || exit 0
if clang-tidy --quiet --checks="$checks" "$TIDY_FILE" -- "$@" >"$stamp.log" 2>/dev/null; then
	rm -f "$stamp.log"
	: >"$stamp"
else
	cat "$stamp.log"
	rm -f "$stamp.log"
	exit 1
fi
