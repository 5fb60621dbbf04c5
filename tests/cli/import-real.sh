#!/bin/sh
# Real files of many makers: as many posts come in as jq, grep and csv tools
# count in them without us.
. tests/lib.sh

if ! [ -d "$shared/data/recorded" ]; then
	skip "real files" "../shared is not there"
	finish
fi

# Objects with an id and a text, wherever they stand, and what stream lines say
# is deleted; ids may repeat.
posts='(.. | objects | .delete?.status? // empty | .id_str),
	(.. | objects | select((has("id") or has("id_str")) and
	(has("text") or has("full_text")) and (has("sender_id") | not)) |
	(.id_str // (.id | tostring)))'
ids_in() { # ids_in FILE: one id a line
	case $1 in
	*.gz) zcat "$1" | jq -r "$posts" ;;
	*.jsonl) jq -R -r "fromjson? | $posts" "$1" ;;
	*.js) sed '1s/^[^=]*=//' "$1" | jq -r "$posts" ;;
	*.csv) grep -oE '^"[0-9]{1,19}",' "$1" | tr -d '",' ;;
	*) jq -r "$posts" "$1" 2>/dev/null ;;
	esac
}

# take NAME FOLDER: import it and compare, file by file and in all.
take() {
	exits "$1 is imported" 0 givetake --archive "$1.db" import \
		--format json --rejects "$1.rejects" "$2"
	jq -r '.files[] | [.file, .posts + .deleted] | @tsv' .out |
		sort >"$1.got"
	find "$2" -type f ! -name SOURCE.md ! -name index.jsonl |
		sort | while read -r file; do
		ids_in "$file" >ids
		[ -s ids ] || continue
		cat ids >>"$1.ids"
		printf '%s\t%d\n' "$file" "$(wc -l <ids)"
	done | sort >"$1.want"
	awk '$2 > 0' "$1.got" >"$1.some"
	is "$1: every file gives its posts" \
		"$(diff "$1.some" "$1.want" | head -n 20)" ""
	gone=$(gone "$2" | awk '{ n += $1 } END { print n }')
	is "$1: one row a post" \
		"$(sqlite3 "$1.db" 'SELECT count(*) FROM post')" \
		"$(($(sort -u "$1.ids" | wc -l) - gone))"
	is "$1: a tombstone for each that is gone" \
		"$(sqlite3 "$1.db" 'SELECT count(*) FROM tombstone')" "$gone"
}

gone() { # posts of this folder that are said to be deleted
	find "$1" -name deleted-tweets.js -exec sed '1s/^[^=]*=//' {} + |
		jq -s '[.[][]] | length'
	grep -rho '"delete": *{"status"' "$1" | wc -l
}

for part in recorded archives corpus; do
	take $part "$shared/data/$part"
done
is "damaged records are named" "$(grep -c . recorded.rejects)" 1
is "nothing is without an author in exports" \
	"$(sqlite3 archives.db 'SELECT count(*) FROM post WHERE author_id = 0')" 0
finish
