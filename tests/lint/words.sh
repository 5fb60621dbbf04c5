#!/bin/sh
# Words that do not belong into the tree: things left to do, and paths of one
# machine.
set -eu
bad=0
find . -type f ! -path './build/*' ! -path './.git/*' \
	! -path ./tests/lint/words.sh |
	xargs grep -nIwE 'TODO|FIXME|XXX|HACK|/(work|root|Users|mnt)/[A-Za-z]+' |
	grep . && bad=1
exit $bad
