#!/bin/sh
# Everything out: what import takes back without loss, tables, ids, graphs,
# and X's limits on passing on.
. tests/lib.sh
set_clock 2026-11-02T12:00:00Z
flat=$top/tests/data/flat.jsonl

exits "no archive" 66 givetake export posts
check "import" givetake import "$flat"

# There and back.
check "posts as JSON lines" givetake export posts -o a.jsonl
is "all of them" "$(wc -l <a.jsonl)" 12
check "accounts too" givetake export accounts -o accounts.jsonl
check "both go into a new archive" givetake import accounts.jsonl a.jsonl \
	--archive b.db
check "from which" givetake export posts -o b.jsonl --archive b.db
check "the same bytes come" cmp a.jsonl b.jsonl
check "accounts" givetake export accounts -o baccounts.jsonl --archive b.db
check "are the same, too" cmp accounts.jsonl baccounts.jsonl
# shellcheck disable=SC2317 # called by check
rows() { # rows QUERY: of both archives
	givetake sql "$1" --format csv -o "$work/rows.a" --force &&
		givetake sql "$1" --format csv -o "$work/rows.b" --force \
			--archive b.db &&
		[ "$(wc -l <"$work/rows.a")" -gt 1 ] &&
		cmp "$work/rows.a" "$work/rows.b"
}
check "rows of post" rows 'SELECT id, author_id, created_at, text, lang,
	source, conversation_id, reply_to_id, reply_to_user_id, quote_of_id,
	repost_of_id, edit_root, superseded_by, truncated, sensitive, paid,
	included, state, withheld, reposts, replies, likes, quotes, bookmarks,
	impressions, metrics_at, seen_at FROM post ORDER BY id'
check "rows of user" rows 'SELECT id, username, handle, name, description,
	url, created_at, pinned_id, verified_type, followers, following,
	posts, listed, state, profile_at FROM "user" ORDER BY id'
check "rows of profile_link" rows 'SELECT * FROM profile_link ORDER BY 1, 2'
for table in link mention hashtag media; do
	columns=$(givetake schema $table --format jsonl |
		jq -r '.column | select(. != "rid")' | paste -sd, -)
	check "rows of $table" rows "SELECT p.id, $columns FROM post p
		JOIN $table USING (rid) ORDER BY p.id, n"
done

# The API's shape.
jq -c 'select(.id == "2000000000000000001")' a.jsonl >one.json
is "text is escaped again" "$(jq -r '.text | .[0:26]' one.json)" \
	"Tips &amp; tricks for &lt;"
is "offsets are code points of that" "$(jq -r '. as $p |
	.entities.hashtags[0] | $p.text[.start:.end]' one.json)" "#Solar"
is "ids are strings" "$(jq -r '.author.id | type' one.json)" string
is "a long text stands in note_tweet" "$(jq -r '
	select(.id == "2000000000000000007") |
	(.text | endswith("…")) and (.note_tweet.text | endswith("#Long"))' \
	a.jsonl)" true
is "versions of an edit" "$(jq -c '
	select(.id == "2000000000000000008") | .edit_history_tweet_ids' \
	a.jsonl)" '["2000000000000000008","2000000000000000009"]'

# Tables.
exits "CSV" 0 givetake export posts @ben --format csv
has "formulas are taken off" "$work/.out" ",\"'=1+1 is no formula"
has "ids are exact" "$work/.out" "2000000000000000002,"
exits "for spreadsheets" 0 givetake export accounts --format csv --excel
is "a byte order mark" "$(head -c 3 "$work/.out" | od -An -tx1 | tr -d ' ')" \
	efbbbf
has "CRLF" "$work/.out" "$(printf '\r')"
has "ids as text" "$work/.out" '"=""1001"""'
has "names, too, are no formulas" "$work/.out" "'=HYPERLINK"
exits "links" 0 givetake export links --format csv
has "with their site" "$work/.out" ",example.org,"
exits "mentions" 0 givetake export mentions
is "as JSON lines" "$(jq -r .handle "$work/.out" | sort -u | wc -l)" 2
exits "scores" 0 givetake export scores --format csv
is "of posts that stand" "$(wc -l <"$work/.out")" 12
exits "ids" 0 givetake export posts --format ids --since 2026-10-05 \
	--until 2026-10-07
is "one a line, of the window" "$(paste -sd, "$work/.out")" \
	2000000000000000005,2000000000000000006

# Graphs.
exits "edges" 0 givetake export edges --format csv
cut -d, -f2,4-6 "$work/.out" | sort >edges
for edge in Ana_Bell,ben,answer,1 ben,Ana_Bell,answer,1 \
	ben,Ana_Bell,repost,1 cho,Ana_Bell,quote,1 Ana_Bell,ben,mention,1; do
	has "edge $edge" edges "$edge"
done
is "and no more" "$(wc -l <edges)" 6
check "GEXF by the file's ending" givetake export edges -o graph.gexf
has "names its nodes" graph.gexf 'label="@Ana_Bell"'
has "weighs its edges" graph.gexf \
	'<edge id="0" source="1001" target="1002" weight="1">'
check "DOT" givetake export edges -o graph.dot
has "in quotes" graph.dot '"1002" -> "1001" [label=answer, weight=1];'
! command -v xmllint >/dev/null || check "GEXF is XML" xmllint --noout graph.gexf
! command -v dot >/dev/null || check "DOT is read" dot -Tplain -o plain graph.dot

# Passing on.
exits "to share" 0 givetake export posts --format ids --share
is "only what stands" "$(wc -l <"$work/.out")" 9
lacks "no protected account" "$work/.out" 2000000000000000011
lacks "no old version" "$work/.out" 2000000000000000008
lacks "nothing withheld" "$work/.out" 2000000000000000010
has "says what was left out" "$work/.err" \
	"left out: 2 that X no longer shows"
has "and why" "$work/.err" "1 withheld in some country"
exits "in full" 0 givetake export posts --format jsonl --share
lacks "without our own notes" "$work/.out" '"givetake":'
is "is remembered apart" "$(givetake sql \
	'SELECT kind, n FROM share ORDER BY kind' --format csv |
	paste -sd' ' -)" "kind,n full,9 id,9"
awk 'BEGIN { for (i = 0; i < 600; i++) printf "{\"id\":\"30000000000000%05d\",\"text\":\"many %d\",\"author_id\":\"1002\",\"created_at\":\"2026-10-20T00:00:00Z\"}\n", i, i }' \
	>many.jsonl
check "more posts" givetake import many.jsonl
exits "over the limit" 0 givetake export posts --share --since 2026-10-20
is "491 are left of 500" "$(wc -l <"$work/.out")" 491
has "and says when more may go" "$work/.err" \
	"109 over X's limit of 500 posts or accounts in full a day; more may go"
exits "nothing more today" 0 givetake export accounts --share
is "not an account" "$(wc -l <"$work/.out")" 0
set_clock 2026-11-03T13:00:00Z
exits "tomorrow" 0 \
	givetake export accounts --share
is "three may go" "$(wc -l <"$work/.out")" 3
exits "scores are not for passing on" 2 givetake export scores --share

# Mistakes.
exits "no such thing" 2 givetake export tweets
has "names what there is" "$work/.err" "posts, accounts, links"
exits "no such format" 2 givetake export posts --format gexf
has "names those" "$work/.err" "jsonl, csv, ids"
exits "no such account" 66 givetake export posts @nobody
exits "no such group" 66 givetake export posts --group nobody
exits "accounts have no time" 2 givetake export accounts --since 1d
exits "a file that is there" 73 givetake export posts -o a.jsonl
is "nothing is left beside" "$(find . -name '*.new')" ""

finish
