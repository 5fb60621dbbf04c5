#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report topics --limit 1000 --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.topics.1
is "gives and others, without reposts" \
	"$(jq -r '"\(.gives) \(.others) \(.gives_read) \(.others_read)"' all.json)" \
	"$(ask "SELECT sum(is_give) || ' ' || sum(NOT is_give) || ' ' ||
		sum(is_give) || ' ' || sum(NOT is_give) FROM $posts
		WHERE form <> 4")"
check "words of gives are found" jq -e '[.topics[].term] |
	index("dough") and index("crumb")' all.json
check "tags too" jq -e 'any(.topics[]; .term == "#rye" and .kind == "hashtag")' all.json
check "and phrases" jq -e 'any(.topics[]; .kind == "phrase" and .term == "rye dough")' all.json
check "words of takes are none" jq -e '[.topics[].term] |
	(index("book") or index("course") or index("bread")) | not' all.json
check "nor are little words" jq -e '[.topics[].term] |
	(index("because") or index("the") or index("your")) | not' all.json
for word in dough crumb; do
	is "$word: posts and accounts" "$(jq -r --arg w "$word" '.topics[] |
		select(.term == $w) | "\(.gives) \(.rest) \(.accounts) \(.newest_posts[0])"' all.json)" \
		"$(ask "SELECT sum(is_give) || ' ' || sum(NOT is_give) || ' ' ||
			count(DISTINCT CASE WHEN is_give THEN author_id END) || ' ' ||
			max(CASE WHEN is_give THEN id END)
			FROM $posts WHERE form <> 4
			AND ' ' || lower(text) LIKE '% $word%'")"
done
# The formula, worked out anew from the counts.
jq -r '.terms_in_gives as $g | .terms_in_others as $r | .prior as $p |
	.topics[] | "\($g) \($r) \($p) \(.gives) \(.rest) \(.log_odds) \(.z)"' \
	all.json | awk '{
		a = $3 * ($4 + $5) / ($1 + $2)
		d = log(($4 + a) / ($1 + $3 - $4 - a)) - log(($5 + a) / ($2 + $3 - $5 - a))
		z = d / sqrt(1 / ($4 + a) + 1 / ($5 + a))
		if (d - $6 > 0.001 || $6 - d > 0.001 || z - $7 > 0.01 || $7 - z > 0.01)
			print
	}' >wrong
is "log-odds and z by their formula" "$(cat wrong)" ""
is "most marked first" "$(jq -c '[.topics[].z]' all.json)" \
	"$(jq -c '[.topics[].z] | sort | reverse' all.json)"
is "nothing that chance would bring" \
	"$(jq '[.topics[] | select(.z < 1.64 or .gives < 5)] | length' all.json)" 0
exits "a small group and window" 0 givetake report topics --group team \
	--since 2026-11-10 --format json
is "is too little to say anything" "$(jq -c .topics .out)" "[]"
exits "as a table" 0 givetake report topics --group team --since 2026-11-10
has "and says so" .out "too few to say what sets the gives apart"
is "the same every time" "$(givetake report topics --format json | cksum)" \
	"$(givetake report topics --format json | cksum)"
hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives topics
nowhere topics topics
is "one post" "$(jq -c .topics one.json)" "[]"
is "none" "$(jq -c .topics none.json)" "[]"

# Of very many posts a sample is read, and it says so.
sqlite3 :memory: "WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL
	SELECT i + 1 FROM n WHERE i < 5000)
	SELECT json_object('id', CAST(1900000000000000000 + i * 4194304 AS TEXT),
	'author_id', '5', 'lang', 'en', 'created_at', '2026-10-01T00:00:00Z',
	'text', CASE i % 2 WHEN 0 THEN 'Does anyone know how to rest dough '
	|| i || ' longer?' ELSE 'Buy now, 20% off with code B' || i END,
	'author', json_object('id', '5', 'username', 'five')) FROM n" >many.jsonl
givetake --archive many.db import many.jsonl >/dev/null
exits "five thousand posts" 0 givetake --archive many.db report topics \
	--format json
check "a sample is read" jq -e \
	'(.gives_read + .others_read) as $n | $n <= 3000 and $n > 1200 and .gives + .others == 5000' .out
exits "as a table" 0 givetake --archive many.db report topics
has "and it says so" .out "Read of a sample: "
finish
