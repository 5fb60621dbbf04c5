#!/bin/sh
# A user's own queries: they read, and nothing else.
. tests/lib.sh
check "import" givetake import "$top/tests/data/flat.jsonl"

exits "a query" 0 givetake sql 'SELECT count(*) AS n FROM post' --format csv
is "columns by its names" "$(paste -sd' ' "$work/.out")" "n 12"
exits "ids" 0 givetake sql 'SELECT id, author_id FROM post ORDER BY id LIMIT 1' \
	--format json
is "are exact" "$(jq -r '.rows[0].id' "$work/.out")" 2000000000000000001
is "and text" "$(jq -r '.rows[0].author_id | type' "$work/.out")" string
exits "values" 0 givetake sql \
	"SELECT NULL a, 1.5 b, 'x' c, x'00ff' d, 9007199254740993 e" \
	--format json
is "of every type" "$(jq -c '.rows[0]' "$work/.out")" \
	'{"a":null,"b":1.5,"c":"x","d":"00ff","e":"9007199254740993"}'
exits "full text" 0 givetake sql \
	"SELECT count(*) FROM post_fts WHERE post_fts MATCH 'panels'"

refused() { # refused NAME QUERY
	exits "$1 is refused" 2 givetake sql "$2"
}
refused "writing" "DELETE FROM post"
refused "a table" "CREATE TABLE t (x)"
refused "another file" "ATTACH 'other.db' AS other"
refused "a pragma" "PRAGMA user_version = 9"
refused "a pragma's table" "SELECT * FROM pragma_user_version"
refused "a second statement" "SELECT 1; DROP TABLE post"
refused "an extension" "SELECT load_extension('x.so')"
refused "a transaction" "BEGIN EXCLUSIVE"
refused "a vacuum into a file" "VACUUM INTO 'copy.db'"
refused "nonsense" "SELEKT"
has "with the engine's words" "$work/.err" "SELEKT"
refused "nothing" " -- "
is "no file was made" "$(find . -name other.db -o -name copy.db)" ""
is "nothing was lost" "$(givetake sql 'SELECT count(*) FROM post' \
	--format csv | tail -n 1)" 12

# Ctrl-C.
endless='WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)
	SELECT sum(n) FROM t'
timeout -s INT 1 givetake sql "$endless" >"$work/.out" 2>"$work/.err"
is "a signal stops it" "$?" 124
is "without a row" "$(cat "$work/.out")" ""

# A reader that goes away ends the query, too.
timeout 20 givetake sql 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL
	SELECT n + 1 FROM t) SELECT n FROM t' --format csv 2>"$work/.err" |
	head -n 1 >"$work/.out"
is "head gets its line" "$(cat "$work/.out")" n
is "without a word" "$(cat "$work/.err")" ""

finish
