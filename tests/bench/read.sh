#!/bin/sh
# How fast an archive answers: tests/bench/read.sh [BUILD].  Feeds, searches
# and reports over 10 thousand and 1 million posts; BIG=1 adds 10 million (6
# GB and some minutes).  Goals on that one: feed pages under 5 ms; searches
# newest first under 50 ms at the median; a report over 200 accounts under 100
# ms, over 1,000 under 500 ms.  Never a test: it prints, and judges nothing.
# READ_CPU=1 counts processor time, for a machine that is busy otherwise;
# READ_DIR keeps the archives there for the next time.
set -eu
build=$(cd "${1:-build}" && pwd)
work=${READ_DIR:-$(mktemp -d "${TMPDIR:-/tmp}/givetake-bench.XXXXXX")}
[ -n "${READ_DIR:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"

for posts in 10000 1000000 ${BIG:+10000000}; do
	archive=$work/read-$posts.db
	echo "read: $posts posts"
	if ! [ -s "$archive" ]; then
		"$build/bench/read" build "$archive" "$posts"
		"$build/bench/reports" prepare "$archive"
	fi
	"$build/bench/read" measure "$archive"
	"$build/bench/reports" measure "$archive"
	[ -n "${READ_DIR:-}" ] || rm -f "$archive"*
done
