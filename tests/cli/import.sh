#!/bin/sh
. tests/lib.sh

data=$top/tests/data
count() {
	sqlite3 "$HOME/.local/share/givetake/archive.db" "$1"
}

exits "a page" 0 givetake import "$data/pages.jsonl" --format json
is "posts in includes count" "$(jq '.files[0].posts' .out)" 3
is "problems are counted" "$(jq '.files[0].problems' .out)" 1
is "all are new" "$(jq '.files[0].new' .out)" 3
is "in the archive" "$(count 'SELECT count(*) FROM post')" 3
is "text is unescaped" "$(count "SELECT count(*) FROM post WHERE text LIKE '%yeast & salt%'")" 1
is "the link is expanded and has its site" \
	"$(count 'SELECT url || " " || site FROM link')" \
	"https://grains.example/yeast grains.example"
is "the link stands where the text says" \
	"$(count 'SELECT substr(CAST(text AS BLOB), start_at + 1, end_at - start_at) FROM link JOIN post USING (rid)')" \
	https://t.co/aaa
is "every post has a class" "$(count 'SELECT count(*) FROM score')" 3
exits "the same again" 0 givetake import "$data/pages.jsonl" --format json
is "adds nothing" "$(jq '.files[0].new + .files[0].richer' .out)" 0
is "no second page is kept" "$(count 'SELECT count(*) FROM page')" 1

# Flattened lines, one of them damaged, the last one cut.
cat >mixed.jsonl <<'END'
{"id":"1900000000000000010","text":"one","author_id":"11","created_at":"2026-11-04T10:00:00Z"}

not json at all
{"id":"1900000000000000011","text":"two","author":{"id":"13","username":"cy"},"created_at":"2026-11-04T11:00:00Z"}
{"data":[{"id":"21","username":"dan","name":"Dan"}]}
{"data":[{"start":"2026-11-01T00:00:00Z","end":"2026-11-02T00:00:00Z","tweet_count":3}]}
{"id":"1","action":"delete","reason":"deleted"}
{"id":"1900000000000000012","te
END
exits "lines of every kind" 0 givetake import --format json - <mixed.jsonl
is "posts" "$(jq '.files[0].posts' .out)" 2
is "accounts are not posts" "$(jq '.files[0].users' .out)" 2
is "counts are recognised" "$(jq '.files[0].counts' .out)" 1
is "compliance too" "$(jq '.files[0].compliance' .out)" 1
is "damaged lines are counted" "$(jq '.files[0].damaged' .out)" 2
has "and named by line" .err "-:3:"
has "the cut one too" .err "-:8:"

# Strangers' text.
printf '%s\n' '{"id":"30","author_id":"9","text":"lone \ud83d surrogate, nul \u0000, esc \u001b[31m"}' \
	'{"id":"31","author_id":"9","text":"bad utf8 '"$(printf '\377\376')"'"}' \
	'{"id":"32","author_id":"9","text":"天気がいい"}' >hostile.jsonl
exits "hostile text" 0 givetake import hostile.jsonl
is "is repaired, not lost" "$(count 'SELECT count(*) FROM post WHERE author_id = 9')" 3
is "is valid" "$(count "SELECT count(*) FROM post WHERE author_id = 9 AND text LIKE '%�%'")" 2
exits "explained, it cannot move the cursor" 0 givetake explain 30
lacks "no escape" .out "$(printf '\033')"

exits "no such file" 66 givetake import nowhere.jsonl
exits "a folder that cannot be written" 73 \
	givetake --archive /proc/nowhere/a.db import "$data/pages.jsonl"
exits "no file at all" 2 givetake import

# A deleted post does not come back.
count "INSERT INTO tombstone VALUES ('post', 1900000000000000010, 'deleted', 1);
	DELETE FROM post WHERE id = 1900000000000000010"
exits "with a tombstone" 0 givetake import --format json mixed.jsonl
is "one is refused" "$(jq '.files[0].refused' .out)" 1
is "and is not there" "$(count 'SELECT count(*) FROM post WHERE id = 1900000000000000010')" 0

# Real files, where they are.
real=$shared/data/recorded/twarc
if [ -d "$real" ]; then
	givetake --archive real.db import "$real"/*.json* --format json \
		>real.json 2>/dev/null
	want=$(cat "$real"/*.json* | jq -c -R 'fromjson? | [
		(.data // empty | if type == "array" then .[] else . end |
			select(type == "object" and has("text")) | .id),
		(.includes.tweets[]?.id),
		(if has("data") then empty else
			(select(has("text")) | .id,
			(.referenced_tweets[]? | select(has("text")) | .id))
		end)] | .[]' | sort -u | wc -l)
	is "real twarc files: no post is lost" \
		"$(sqlite3 real.db 'SELECT count(*) FROM post')" "$want"
	is "every problem is counted" \
		"$(jq '[.files[].problems] | add' real.json)" \
		"$(cat "$real"/*.json* |
			jq -R 'fromjson? | (.errors // []) | length' |
			awk '{ n += $1 } END { print n }')"
else
	skip "real twarc files" "../shared is not there"
fi
finish
