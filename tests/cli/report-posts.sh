#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report posts --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.posts.1
reactions="coalesce(likes, 0) + coalesce(reposts, 0) + coalesce(replies, 0)
	+ coalesce(quotes, 0)"
# ids SIDE ORDER LIMIT [MORE]: what should come first
ids() {
	ask "SELECT id FROM $posts WHERE $1 AND form <> 4 AND flags & 4 = 0
		ORDER BY $2, hex(substr(probs, class + 1, 1)) DESC, id DESC
		LIMIT $3"
}
is "the gives with most reactions" \
	"$(jq -r '.posts[] | select(.side == "give") | .post_id' all.json)" \
	"$(ids is_give "$reactions DESC" 10)"
is "the takes with most reactions" \
	"$(jq -r '.posts[] | select(.side == "take") | .post_id' all.json)" \
	"$(ids is_take "$reactions DESC" 10)"
is "all that could be shown are counted" \
	"$(jq -r '"\(.gives) \(.takes) \(.reposts_left_out) \(.close_calls_left_out)"' all.json)" \
	"$(ask "SELECT sum(is_give AND form <> 4 AND flags & 4 = 0) || ' ' ||
		sum(is_take AND form <> 4 AND flags & 4 = 0) || ' ' ||
		sum((is_give OR is_take) AND form = 4) || ' ' ||
		sum((is_give OR is_take) AND form <> 4 AND flags & 4 <> 0)
		FROM $posts")"
is "counts, class, text and author are the posts'" \
	"$(jq -r '.posts[] | "\(.post_id) \(.likes) \(.reposts) \(.replies) \(.quotes) \(.impressions) \(.account_id) @\(.handle) \(.class) \(.text | length)"' all.json | sort)" \
	"$(for id in $(jq -r '.posts[].post_id' all.json); do
		ask "SELECT p.id || ' ' || likes || ' ' || reposts || ' ' || replies
			|| ' ' || quotes || ' ' || impressions || ' ' || author_id
			|| ' @' || u.username || ' ' || CASE class WHEN 0 THEN 'answer'
			WHEN 1 THEN 'link' WHEN 2 THEN 'insight' WHEN 3 THEN 'amplify'
			WHEN 4 THEN 'ask' ELSE 'promote' END || ' ' || length(text)
			FROM $posts p JOIN user u ON u.id = author_id WHERE p.id = $id"
	done | sort)"
is "certainty and masses are the stored ones" \
	"$(jq '[.posts[] | .probability * 100 | round] | add' all.json)" \
	"$(for id in $(jq -r '.posts[].post_id' all.json); do
		ask "SELECT hex(substr(probs, class + 1, 1)) FROM $posts
			WHERE id = $id"
	done | awk '{ n += int(sprintf("%d", "0x" $1) / 255 * 100 + 0.5) }
		END { print n }' 2>/dev/null)"

exits "of a class" 0 givetake report posts --class insight --by certainty \
	--limit 7 --format json
is "the surest ones" "$(jq -r '.posts[].post_id' .out)" \
	"$(ids "class = 2" "hex(substr(probs, class + 1, 1)) DESC" 7)"
exits "of a neutral class" 0 givetake report posts --class chatter \
	--by time --limit 3 --format json
is "the newest ones" "$(jq -r '.posts[].post_id' .out)" \
	"$(ids "class = 6" "created_at DESC" 3)"
exits "a window and a group" 0 givetake report posts --group team \
	--since 2026-10-20 --until 2026-10-27 --by time --limit 100 --format json
is "their posts of these days, in the zone" \
	"$(jq -r '.posts[].post_id' .out | sort)" \
	"$(ask "SELECT id FROM $posts WHERE (is_give OR is_take) AND form <> 4
		AND flags & 4 = 0 AND author_id IN (11, 12)
		AND created_at >= strftime('%s', '2026-10-19T22:00:00Z')
		AND created_at < strftime('%s', '2026-10-27T23:00:00Z')" | sort)"
exits "of one account" 0 givetake report posts @person13 --by time \
	--limit 5 --format json
is "its newest" "$(jq -r '.posts[] | select(.side == "give") | .post_id' .out)" \
	"$(ids "is_give AND author_id = 13" "created_at DESC" 5)"
is "which it says" "$(jq -r .account .out)" @person13
exits "kept, of a class" 0 givetake report posts @person13 --class insight \
	--by certainty -o insight.html
exits "still so" 0 givetake report verify insight.html
exits "somebody unknown" 66 givetake report posts @nobody
exits "as CSV" 0 givetake report posts --format csv
is "a line a post" "$(wc -l <.out)" \
	"$(jq '.posts | length + 1' all.json)"
exits "as a table" 0 givetake report posts
has "says what reactions are no sign of" .out "are no sign of giving"
exits "no such class" 2 givetake report posts --class kind
exits "no such order" 2 givetake report posts --by kindness
exits "no limit" 2 givetake report posts --limit 0

hostile evil.jsonl
givetake import evil.jsonl >/dev/null
givetake label 2100000000000000001 ask >/dev/null 2>&1
survives posts
has "posts: what is hostile is shown" .table evil
nowhere posts posts
is "one post is listed" "$(jq '.posts | length' one.json)" 1
is "none are listed" "$(jq -c .posts none.json)" "[]"
exits "an empty archive" 0 givetake --archive empty.db report posts \
	--format json
is "has no posts" "$(jq -c .posts .out)" "[]"
finish
