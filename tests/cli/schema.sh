#!/bin/sh
# The data dictionary: of every column, and of those the archive has.
. tests/lib.sh
check "an archive" givetake import "$top/tests/data/flat.jsonl"
exits "needs none" 0 givetake schema --archive gone.db --format jsonl
cp "$work/.out" all
is "every column has a meaning" "$(jq -r \
	'select((.meaning // "") == "") | .column' all)" ""
jq -r .table all | sort -u | while read -r table; do
	columns=$(jq -r "select(.table == \"$table\") | .column" all)
	names=$(echo "$columns" | sed 's/.*/"&"/' | paste -sd, -)
	if [ "$table" != post_fts ] &&
		! givetake sql "SELECT $names FROM \"$table\" LIMIT 0" \
			>/dev/null 2>"$work/.err"; then
		echo "$table: $(cat "$work/.err")"
	fi
	[ "$table" = post_fts ] || givetake sql \
		"SELECT * FROM \"$table\" LIMIT 0" --format csv |
		head -n 1 | tr , '\n' >have
	[ "$table" = post_fts ] || [ "$(cat have)" = "$columns" ] ||
		echo "$table: the archive has other columns"
done >drift
is "they are the archive's" "$(cat drift)" ""
is "its tables, too" "$(givetake sql "SELECT name FROM sqlite_schema
	WHERE type = 'table' AND name NOT LIKE 'post_fts_%'
		AND name NOT LIKE 'sqlite_%' ORDER BY name" --format csv |
	tail -n +2 | paste -sd' ' -)" \
	"$(jq -r .table all | LC_ALL=C sort -u | paste -sd' ' -)"

exits "one table" 0 givetake schema post
has "what it is" "$work/.out" "Posts."
has "in words" "$work/.out" "when it was written"
has "a column that came later is told of whole" "$work/.out" "media 8"
exits "CSV" 0 givetake schema link --format csv
has "with stable columns" "$work/.out" "table,column,type,meaning"
exits "no such table" 66 givetake schema pst
has "the near one" "$work/.err" "did you mean post?"

finish
