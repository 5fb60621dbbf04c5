#!/bin/sh
# Each header compiles alone: it includes what it uses.
set -eu
build=$1
eval "set -- $LINT_CFLAGS"
mkdir -p "$build/lint/headers"
bad=0
for header in $(find lib cmd tests -name '*.h' | sort); do
	alone=$build/lint/headers/$(echo "$header" | tr / _).c
	printf '#include "%s"\n' "${header#*/}" >"$alone"
	${CC:-cc} "$@" -I. -Itests -Wno-unused-function -fsyntax-only "$alone" ||
		bad=1
done
exit $bad
