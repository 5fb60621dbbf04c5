#!/bin/sh
# C files as clang-format writes them (make format), and no blanks at the
# end of lines anywhere.
set -eu
bad=0
find lib cmd tests -name '*.[ch]' | sort | xargs -r -n 20 -P 2 \
	clang-format --dry-run -Werror 2>&1 | grep 'error:' | cut -d: -f1 |
	sort -u | sed 's/$/: not as make format would write it/' | grep . && bad=1
find lib cmd tests sql .ci Makefile ./*.md ./*.ini -type f \
	! -name '*.tsv' ! -path '*/data/*' \
	-exec grep -nHE '[[:blank:]]+$' {} + 2>/dev/null && bad=1
exit $bad
