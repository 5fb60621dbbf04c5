#!/bin/sh
# Words that do not belong into the tree: things left to do, and paths of one
# machine.
set -eu
bad=0
find . -type f ! -path './build/*' ! -path './.git/*' \
	! -path ./tests/lint/words.sh -exec grep -nHIwE \
	'TODO|FIXME|XXX|HACK|/(work|root|Users|mnt)/[A-Za-z]+' {} + && bad=1
exit $bad
