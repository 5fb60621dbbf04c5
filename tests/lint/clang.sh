#!/bin/sh
# The other compiler has no warning either.
set -eu
eval "set -- $LINT_CFLAGS"
find lib cmd tests -name '*.c' -not -path 'tests/fuzz/*' | sort |
	xargs -P 2 -I{} clang "$@" -Werror -fsyntax-only {}
