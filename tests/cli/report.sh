#!/bin/sh
. tests/lib.sh

# Ten directional posts and more are needed for a rank; the same again counts
# once as a give.
set -- beans rice oats barley lentils quinoa millet spelt rye corn peas \
	sorghum farro teff buckwheat
# Fifteen gives of one account, fifteen takes of another, three of a third.
for i in $(seq 15); do
	day=$(printf '2026-10-%02d' "$i")
	echo '{"id":"19000000000000001'"$(printf '%02d' "$i")"'","author_id":"1","created_at":"'"$day"'T12:00:00Z","lang":"en","text":"Tip '"$i"': soak the '"$1"' overnight because the skins soften, then cook them for 40 minutes instead of 90.","author":{"id":"1","username":"giver"}}'
	echo '{"id":"19000000000000002'"$(printf '%02d' "$i")"'","author_id":"2","created_at":"'"$day"'T13:00:00Z","lang":"en","text":"Sale number '"$i"'! Buy now and save 20% with code BEANS, follow us for more","author":{"id":"2","username":"=taker"}}'
	shift
	[ "$i" -gt 3 ] ||
		echo '{"id":"19000000000000003'"$(printf '%02d' "$i")"'","author_id":"3","created_at":"'"$day"'T14:00:00Z","lang":"en","text":"Tip '"$i"': salt the water because it helps.","author":{"id":"3","username":"newcomer"}}'
done >posts.jsonl
givetake import posts.jsonl >/dev/null

exits "as JSON" 0 givetake report accounts --format json
cp .out board.json
check "is one object with a schema" jq -e '.schema == "givetake.report.accounts.1"' board.json
is "has every promised field" "$(jq -r '.accounts[0] | keys[]' board.json |
	grep -cxE 'handle|id|posts|classes|gives|takes|give_share|ratio|ratio_low|ratio_high|tier|tier_probability|rank_low|rank_high|coverage')" 15
is "ids are strings" "$(jq -r '.accounts[0].id | type' board.json)" string
is "the giver is first" "$(jq -r '.accounts[0].handle' board.json)" giver
is "what was not watched has no coverage" "$(jq '.accounts[0].coverage' board.json)" null
is "the newcomer is not ranked" \
	"$(jq -r '.accounts[] | select(.handle == "newcomer") | "\(.rank) \(.tier)"' board.json)" \
	"null not enough posts"
is "classes add up" \
	"$(jq '[.accounts[] | select(.posts != ([.classes[]] | add))] | length' board.json)" 0

exits "as CSV" 0 givetake report accounts --format csv
is "a line an account" "$(wc -l <.out | tr -d ' ')" 4
check "a name is no formula" grep -q "\"'=taker\"" .out
exits "as a table" 0 givetake report accounts
has "what has no rank is told" .out "not enough to say anything"
exits "all of them" 0 givetake report accounts --all
has "newcomer is listed" .out newcomer

exits "a window" 0 givetake report accounts --since 2026-10-01 \
	--until 2026-10-03 --format json
is "has its posts only" "$(jq '[.accounts[].posts] | add' .out)" 9
is "sums of windows add up" "$(
	a=$(givetake report accounts --until 2026-10-07 --format json | jq '[.accounts[].gives] | add')
	b=$(givetake report accounts --since 2026-10-08 --format json | jq '[.accounts[].gives] | add')
	c=$(jq '[.accounts[].gives] | add' board.json)
	awk "BEGIN { print ($a + $b == $c) }")" 1
# Sums are of days and, of an account that posts on most days, of whole weeks:
# windows that begin on each day of a week and end on any.
for i in $(seq 0 89); do
	[ $((i % 11)) -ne 5 ] || continue
	echo '{"id":"18000000000000001'"$(printf '%02d' "$i")"'","author_id":"7","created_at":"'"$(date -ud "2026-06-01 + $i days" +%F)"'T12:00:00Z","lang":"en","text":"Soak beans overnight because the skins soften, day '"$i"'.","author":{"id":"7","username":"daily"}}'
done >daily.jsonl
givetake --archive daily.db import daily.jsonl >/dev/null
is "it has weeks" "$(sqlite3 daily.db 'SELECT count(*) > 10 FROM week_sum')" 1
is "the others have none" "$(sqlite3 \
	"$HOME/.local/share/givetake/archive.db" \
	'SELECT count(*) FROM week_sum')" 0
for archive in daily.db "$HOME/.local/share/givetake/archive.db"; do
	first=$(sqlite3 "$archive" "SELECT date(min(created_at), 'unixepoch')
		FROM post")
	for skip in 0 1 2 3 4 5 6; do
		for days in 0 1 6 7 8 13 60; do
			from=$(date -ud "$first + $skip days" +%F)
			until=$(date -ud "$from + $days days" +%F)
			echo "$(givetake --archive "$archive" report accounts \
				--all --format jsonl --since "$from" \
				--until "$until" |
				jq -s '[.[] | .posts // 0] | add // 0')" \
				"$(sqlite3 "$archive" "SELECT count(*) FROM post
				WHERE date(created_at, 'unixepoch')
				BETWEEN '$from' AND '$until'") $from $until"
		done
	done
done >windows
is "every window has its posts" "$(awk '$1 == $2' windows | wc -l)" 98
is "which differ" "$(cut -d' ' -f1 windows | sort -u | wc -l |
	awk '{ print ($1 > 10) }')" 1
exits "a window back to front" 2 givetake report accounts \
	--since 2026-10-03 --until 2026-10-01
exits "an unknown group" 66 givetake report accounts --group nobody
exits "into a file" 0 givetake report accounts -o board.csv
is "by its ending" "$(head -c 4 board.csv)" rank
exits "that is not overwritten" 73 givetake report accounts -o board.csv
exits "without being told to" 0 givetake report accounts -o board.csv --force
exits "the disk is full" 74 sh -c 'givetake report accounts --format json >/dev/full'

# The sums, against the stored classes by plain SQL.
is "gives agree with the scores" \
	"$(jq '[.accounts[].gives] | add | . * 10 | round' board.json)" \
	"$(sqlite3 "$HOME/.local/share/givetake/archive.db" \
		'SELECT CAST(round(sum(weight * give) * 10) AS INTEGER) FROM score')"

# A report neither waits for a writer nor disturbs one.
exits "while another program writes" 0 sqlite3 \
	"$HOME/.local/share/givetake/archive.db" "BEGIN IMMEDIATE;" \
	"DELETE FROM day_sum;" \
	".shell timeout 5 givetake report accounts --format csv >during.csv" \
	"ROLLBACK;"
is "the report is as before" "$(wc -l <during.csv | tr -d ' ')" 4

# The zone decides whose day a post is.
exits "another zone" 0 env TZ=Pacific/Auckland givetake report accounts \
	--since 2026-10-16 --format json
is "twelve hours ahead: noon in UTC is tomorrow there" \
	"$(jq '[.accounts[].posts] | add' .out)" 2
finish
