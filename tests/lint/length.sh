#!/bin/sh
# No C file or script is longer than 500 lines.
set -eu
find lib cmd tests -name '*.[ch]' -o -name '*.sh' | sort | xargs -r wc -l |
	awk '$2 != "total" && $1 > 500 { print $2 ": " $1 " lines"; bad = 1 }
		END { exit bad }'
