#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report account @person11 --format json
cp .out one.json
is "has a schema" "$(jq -r .schema one.json)" givetake.report.account.1
mine="$posts WHERE author_id = 11"
is "posts of each class" "$(jq -r '"\(.posts) \(.answer) \(.link) \(.insight) \(.amplify) \(.ask) \(.promote) \(.chatter) \(.other)"' one.json)" \
	"$(ask "SELECT count(*) || ' ' || sum(class = 0) || ' ' || sum(class = 1)
		|| ' ' || sum(class = 2) || ' ' || sum(class = 3) || ' ' ||
		sum(class = 4) || ' ' || sum(class = 5) || ' ' || sum(class = 6)
		|| ' ' || sum(class = 7) FROM $mine")"
is "takes are the stored masses" "$(jq '.takes * 10 | round' one.json)" \
	"$(ask "SELECT CAST(round(10 * sum(weight * take)) AS INTEGER) FROM $mine")"
is "numbers are the leaderboard's" \
	"$(jq -c '[.ratio, .ratio_low, .ratio_high, .rank.value, .rank.low, .rank.high]' one.json)" \
	"$(givetake report accounts --all --format json | jq -c '.accounts[] |
	select(.id == "11") | [.ratio, .ratio_low, .ratio_high, .rank, .rank_low, .rank_high]')"
local="created_at + CASE WHEN created_at < strftime('%s',
	'2026-10-25T01:00:00Z') THEN 7200 ELSE 3600 END"
monday="date($local, 'unixepoch', 'weekday 0', '-6 days')"
is "week by week, in the zone" "$(jq -r '.weeks[] | select(.posts > 0) |
	"\(.week) \(.posts) \(.give_posts) \(.take_posts) \(.promote) \(.newest_posts[0])"' one.json)" \
	"$(ask "SELECT $monday || ' ' || count(*) || ' ' || sum(is_give) || ' '
		|| sum(is_take) || ' ' || sum(class = 5) || ' ' || max(id)
		FROM $mine GROUP BY $monday ORDER BY $monday")"
is "the posts that take most" "$(jq -r '.takes_most[].id' one.json | sort)" \
	"$(for id in $(jq -r '.takes_most[].id' one.json); do
		ask "SELECT id FROM $mine AND id = $id AND weight * take >=
			(SELECT max(weight * take) FROM $mine) - 0.001"
	done | sort)"
is "whom it turns to" "$(jq -r '.partners[] | "\(.account_id) \(.posts)"' one.json | sort)" \
	"$(ask "SELECT CASE p.form WHEN 1 THEN p.reply_to_user_id
		ELSE r.author_id END || ' ' || count(*)
		FROM $posts p LEFT JOIN post r ON r.id = CASE p.form
		WHEN 4 THEN p.repost_of_id ELSE p.quote_of_id END
		WHERE p.author_id = 11 AND p.form IN (1, 3, 4) AND
		CASE p.form WHEN 1 THEN p.reply_to_user_id ELSE r.author_id END <> 11
		GROUP BY CASE p.form WHEN 1 THEN p.reply_to_user_id
		ELSE r.author_id END" | sort)"
check "has card, rules, own sites and voice" jq -e \
	'(.card | length > 10) and (.gauges | length > 3) and
	any(.own[]; .what == "@person11") and (.voice | length == 1)' one.json
is "promotion on the card is of judged posts" \
	"$(jq -r '.card[] | select(.measure == "self_promotion") | "\(.n) \(.of)"' one.json)" \
	"$(ask "SELECT sum(class = 5) || ' ' || sum(class <> 7) FROM $mine")"
is "shares have their intervals" "$(jq '[.gives_of_posts, .takes_of_posts, .chatter_of_posts] |
	all(.low < .value and .value < .high)' one.json)" true
exits "a window" 0 givetake report account @person11 --since 2026-11-01 \
	--format json
is "has its posts alone" "$(jq -r '"\(.posts) \([.weeks[].posts] | add)"' .out)" \
	"$(ask "SELECT count(*) || ' ' || count(*) FROM $mine
		AND created_at >= strftime('%s', '2026-10-31T23:00:00Z')")"
exits "by its number" 0 givetake report account 11
exits "as a table" 0 givetake report account @person11
has "says what it is of" .out "content mix of posts, not of a person"
exits "within a group" 0 givetake report account @person11 --group team \
	--format json
is "its rank is among that" "$(jq '.rank.value <= 2' .out)" true
exits "nobody named" 2 givetake report account
exits "somebody unknown" 66 givetake report account @nobody
exits "no name" 2 givetake report account 'what?'
exits "no archive" 66 givetake --archive none.db report account @person11
givetake --archive empty.db import "$top/tests/data/pages.jsonl" >/dev/null
exits "an account of few posts" 0 givetake --archive empty.db report account \
	@ada_bakes --format json
is "has no rank" "$(jq '.rank' .out)" null
exits "a window without posts" 0 givetake report account @person11 \
	--until 2020-01-01 --format json
is "has none" "$(jq -r '"\(.posts) \(.weeks | length)"' .out)" "0 0"
exits "kept" 0 givetake report account @person11 -o kept.html
exits "and still so" 0 givetake report verify kept.html
hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives account @evil
has "account: what is hostile is shown" .table "second line"
finish
