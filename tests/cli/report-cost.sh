#!/bin/sh
# report cost and report coverage: what was spent and seen, against plain SQL
# over the ledger and the spans.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

sql() { sqlite3 archive.db "$1"; }
usd() { # usd FILE JQ: in millionths
	jq "$2 * 1000000 | round" "$1"
}

begin_world "30 20 10" || exit 1
givetake --quiet watch add --group pair @ann1 @ann2 2>/dev/null
givetake observe start autumn --for 4w --group pair 2>/dev/null
fetch --max-cost 0.20
next_morning
more_posts "5 5 5"
settle

givetake report cost --format json >cost.json
is "the schema" "$(jq -r .schema cost.json)" givetake.report.cost.1
is "all that was spent" "$(usd cost.json .gross_usd)" \
	"$(sql 'SELECT sum(gross) FROM ledger')"
is "by day" "$(jq -c '[.days[] | .gross_usd * 1000000 | round]' cost.json)" \
	"$(sql 'SELECT json_group_array(gross) FROM (SELECT sum(gross) AS gross
		FROM ledger GROUP BY day ORDER BY day)')"
givetake report cost --observation autumn --format json >cost.json
is "of the roster alone" "$(jq -c '[.sources[] | [.source, .posts]] | sort' \
	cost.json)" "$(sql "SELECT json_group_array(json_array(source, posts))
	FROM (SELECT '@' || s.handle AS source, sum(l.posts) AS posts
		FROM ledger l JOIN source s ON s.id = l.source_id
		WHERE s.user_id IN (7001, 7002) GROUP BY s.id ORDER BY 1)")"
is "and what the budget counts" "$(usd cost.json .observation_usd)" \
	"$(sql 'SELECT sum(gross) FROM ledger WHERE observation_id = 1')"

givetake report coverage --format json >seen.json
is "the schema" "$(jq -r .schema seen.json)" givetake.report.coverage.1
is "every hole" "$(jq -c '[.missing[] | select(.reason != "never asked") |
	[.source, .reason]] | unique' seen.json)" "$(sql "SELECT
	json_group_array(json_array(source, reason)) FROM (SELECT DISTINCT
		'@' || s.handle AS source, c.reason FROM coverage c
		JOIN source s ON s.id = c.source_id
		WHERE c.state = 'missing' ORDER BY 1, 2)")"
is "of the roster alone" "$(givetake report coverage --group pair \
	--format json | jq -c '[.sources[].source] | unique')" \
	'["@ann1","@ann2"]'
exits "for people" 0 givetake report coverage
has "the letters are explained" .out "a cap"
exits "a window" 0 givetake report coverage --last 2d --format json
is "has its days" "$(jq -r '[.sources[].from] | unique | length' .out)" 1

# The forecast: whole UTC days of the last week, without the first.
for _day in 1 2 3; do
	next_morning
	more_posts "5 3 1"
	settle
done
givetake observe status --format json >status.json
at=$(date -ud "$(curl -s "$url/sim/clock" | jq -r .now)" +%s)
first=$(sql 'SELECT started_at / 86400 + 1 FROM observation')
last=$((at / 86400 - 1))
pace=$(sql "SELECT (sum(gross) / ($last - $first + 1) + 50) / 100 * 100
	FROM ledger
	WHERE observation_id = 1 AND day BETWEEN $first AND $last")
check "some days are over: $first to $last" test "$last" -gt "$first"
is "the pace" "$(usd status.json .pace_usd_a_day)" "$pace"
left=$(($(sql 'SELECT ends_at FROM observation') - at))
forecast=$(($(sql 'SELECT sum(gross) FROM ledger WHERE observation_id = 1') \
	+ pace * left / 86400))
check "the forecast, $forecast, is that of status" awk "BEGIN {
	d = $(usd status.json .forecast_usd) - $forecast
	exit !(d >= -2000 && d <= 2000) }"
finish
