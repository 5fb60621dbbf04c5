#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report times --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.times.1
is "names its zone" "$(jq -r .timezone all.json)" Europe/Berlin
# Summer time ends within these posts.
local="created_at + CASE WHEN created_at < strftime('%s',
	'2026-10-25T01:00:00Z') THEN 7200 ELSE 3600 END"
is "hours" "$(jq -r '.hours[] | select(.posts > 0) |
	"\(.hour) \(.posts) \(.gives) \(.takes)"' all.json)" \
	"$(ask "SELECT CAST(strftime('%H', $local, 'unixepoch') AS INTEGER)
		|| ' ' || count(*) || ' ' || sum(is_give) || ' ' || sum(is_take)
		FROM $posts GROUP BY strftime('%H', $local, 'unixepoch')
		ORDER BY strftime('%H', $local, 'unixepoch')")"
is "weekdays" "$(jq -r '.weekdays[] | "\(.posts) \(.gives) \(.takes)"' all.json)" \
	"$(ask "SELECT count(*) || ' ' || sum(is_give) || ' ' || sum(is_take)
		FROM $posts GROUP BY (strftime('%w', $local, 'unixepoch') + 6) % 7
		ORDER BY (strftime('%w', $local, 'unixepoch') + 6) % 7")"
is "cells, with their newest posts" "$(jq -r '.cells[] | select(.posts > 0) |
	"\(.weekday | .[0:2]) \(.hour) \(.posts) \(.newest_posts[0])"' all.json)" \
	"$(ask "SELECT substr('MoTuWeThFrSaSu',
		1 + 2 * ((strftime('%w', $local, 'unixepoch') + 6) % 7), 2) || ' '
		|| CAST(strftime('%H', $local, 'unixepoch') AS INTEGER) || ' '
		|| count(*) || ' ' || max(id)
		FROM $posts GROUP BY (strftime('%w', $local, 'unixepoch') + 6) % 7,
		strftime('%H', $local, 'unixepoch')")"
is "Wilson's interval" "$(jq -r '.weekdays[0] |
	"\(.give_share * 1000 | round) \(.give_share_low * 1000 | round) \(.give_share_high * 1000 | round)"' all.json)" \
	"$(jq -r '.weekdays[0] | "\(.gives) \(.takes)"' all.json | awk '{
		n = $1 + $2; p = $1 / n; z = 1.645; d = 1 + z * z / n
		c = p + z * z / (2 * n)
		h = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
		printf "%.0f %.0f %.0f\n", p * 1000, (c - h) / d * 1000,
			(c + h) / d * 1000 }')"
exits "a group and a window" 0 givetake report times --group team \
	--since 2026-10-25 --until 2026-10-25 --format json
is "the day of 25 hours" "$(jq '[.hours[].posts] | add' .out)" \
	"$(ask "SELECT count(*) FROM $posts WHERE author_id IN (11, 12)
		AND created_at >= strftime('%s', '2026-10-24T22:00:00Z')
		AND created_at < strftime('%s', '2026-10-25T23:00:00Z')")"
exits "as a table" 0 givetake report times
has "the zone is named" .out "Hours are those of Europe/Berlin"
hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives times
nowhere times times
is "one post" "$(jq '[.cells[].posts] | add' one.json)" 1
is "is too little for shares" \
	"$(jq -c '[.hours[].give_share] | unique' one.json)" "[null]"
is "none" "$(jq .posts none.json)" 0
finish
