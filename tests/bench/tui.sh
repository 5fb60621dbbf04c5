#!/bin/sh
# How fast the screen answers: tests/bench/tui.sh [BUILD].  Walks through an
# archive of 300 thousand posts; BIG=1 one of 10 million (6 GB and some
# minutes).  Goals on that one: the first screen within 50 ms, 95 of 100 keys
# answered within 16 ms, private memory under 60 MB.  Never a test: it prints,
# and judges nothing.  TUI_DIR keeps the archive there for the next time.
set -eu
build=$(cd "${1:-build}" && pwd)
work=${TUI_DIR:-$(mktemp -d "${TMPDIR:-/tmp}/givetake-bench.XXXXXX")}
[ -n "${TUI_DIR:-}" ] || trap 'rm -rf "$work"' EXIT
mkdir -p "$work"
posts=${BIG:+10000000}
posts=${posts:-300000}
archive=$work/tui-$posts.db

# The scores are as invented as the posts: say that they are of this scorer,
# or the first start would make all of them anew.
scored() {
	echo '{"id":"2117238466614198273","author_id":"2","text":"A post"}' \
		>"$work/one.jsonl"
	rm -f "$work/one.db"*
	"$build/givetake" --archive "$work/one.db" --quiet import \
		"$work/one.jsonl" >/dev/null
	sqlite3 "$1" "ATTACH '$work/one.db' AS one;
		INSERT OR REPLACE INTO meta (name, value)
		SELECT name, value FROM one.meta WHERE name = 'scorer';
		UPDATE user SET dirty = 0, scored_at = 1;"
}

echo "tui: $posts posts"
if [ ! -s "$archive" ]; then
	"$build/bench/read" build "$archive" "$posts"
	scored "$archive"
	"$build/givetake" --archive "$archive" --quiet score
fi
"$build/bench/tui" "$build/givetake" --archive "$archive" tui
