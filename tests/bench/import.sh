#!/bin/sh
# How fast files come in: tests/bench/import.sh BUILD.  POSTS=1000000 posts by
# seed, imported with everything on and timed until reports work, beside what
# else would read the same file here and now.
set -eu
build=$(cd "${1:-build}" && pwd)
duckdb=$(cd "$(dirname "$0")" && pwd)/duckdb.js
posts=${POSTS:-1000000}
work=$(mktemp -d "${TMPDIR:-/tmp}/givetake-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
cd "$work"

echo "== import: $posts posts by seed 42, $(nproc) cores," \
	"load $(cut -d' ' -f1 /proc/loadavg)"
"$build/bench/gen" "$posts" 42 pages.jsonl flat.jsonl

# timed NAME COMMAND...: seconds in $seconds, peak in $peak (MB), log in .err
timed() {
	_log=$1.err
	shift
	/usr/bin/time -f '%e %M' -o .time "$@" >.out 2>"$_log" || {
		cat "$_log"
		return 1
	}
	seconds=$(awk '{ print $1 }' .time)
	peak=$(awk '{ print int($2 / 1024) }' .time)
}

line() { # line NAME SECONDS PEAK POSTS REMARK
	awk -v name="$1" -v s="$2" -v mb="$3" -v n="$4" -v remark="$5" 'BEGIN {
		printf "%-34s %9.0f posts/s %8.1f s %6d MB  %s\n",
			name, n / s, s, mb, remark }'
}

# ours NAME FILE: an archive from nothing, then the same again.
ours() {
	timed "$1" "$build/givetake" --verbose --archive "$1.db" import \
		--format json "$2"
	bytes=$(stat -c %s "$1.db")
	size=$(stat -c %s "$2")
	line "givetake import, $1" "$seconds" "$peak" "$posts" \
		"$((bytes / posts)) bytes/post, $(awk -v a="$bytes" -v b="$size" \
			'BEGIN { printf "%.2f", a / b }') of the JSON"
	ours=$seconds
	# Each phase beside its bound: what its busier thread computed.
	grep -o 'phase=.*' "$1.err" | awk '{
		delete v
		for (i = 1; i <= NF; i++) {
			split($i, pair, "=")
			v[pair[1]] = pair[2]
		}
		bound = v["cpu_ms"] + 0
		if (v["read_cpu_ms"] + 0 > bound) bound = v["read_cpu_ms"]
		if (v["write_cpu_ms"] + 0 > bound) bound = v["write_cpu_ms"]
		printf "  %-10s %8.1f s   bound %8.1f s", v["phase"],
			v["ms"] / 1000, bound / 1000
		if ("read_cpu_ms" in v)
			printf "   (reader %.1f s, writer %.1f s of cpu)",
				v["read_cpu_ms"] / 1000, v["write_cpu_ms"] / 1000
		print ""
	}'
	timed "$1-report" "$build/givetake" --archive "$1.db" report accounts \
		--format json
	line "  then a report" "$seconds" "$peak" "$posts" ""
}

ours pages pages.jsonl
pages=$ours
timed pages-again "$build/givetake" --archive pages.db import pages.jsonl
line "  the same again" "$seconds" "$peak" "$posts" ""
rm -f pages.db*
ours flat flat.jsonl
rm -f flat.db*

# The others, on fewer posts where they are slow.
few=$((posts < 100000 ? posts : 100000))
head -n "$few" flat.jsonl >few.jsonl
if command -v sqlite-utils >/dev/null; then
	timed sqlite-utils sqlite-utils insert u.db post few.jsonl --nl --pk id
	line "sqlite-utils insert --nl" "$seconds" "$peak" "$few" \
		"no scores, words or keys"
	awk -v a="$pages" -v n="$posts" -v b="$seconds" -v m="$few" 'BEGIN {
		printf "  givetake is %.1f times as fast\n", (n / a) / (m / b) }'
	rm -f u.db
else
	echo "sqlite-utils is not here: skipped"
fi
if command -v jq >/dev/null; then
	timed jq jq -c '[.id, .author_id, .created_at, .text, .lang,
		.conversation_id, .public_metrics.like_count]' few.jsonl
	line "jq, seven fields, nothing stored" "$seconds" "$peak" "$few" ""
else
	echo "jq is not here: skipped"
fi
if node -e 'require("@duckdb/node-api")' 2>/dev/null; then
	timed duckdb node "$duckdb" pages.jsonl
	line "DuckDB, one thread, raw pages" "$seconds" "$peak" "$posts" \
		"no scores, words or keys"
	awk -v a="$pages" -v b="$seconds" 'BEGIN {
		printf "  givetake is %.2f times as fast\n", b / a }'
else
	echo "DuckDB (@duckdb/node-api) is not here: skipped"
fi
