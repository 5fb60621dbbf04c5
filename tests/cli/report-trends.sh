#!/bin/sh
# report trends: weeks against plain SQL over posts and stored classes, the
# change against whole numbers in awk.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/weeks.sh"

begin_weeks
exits "as JSON" 0 givetake report trends --format json
cp .out trends.json
is "the schema" "$(jq -r .schema trends.json)" givetake.report.trends.1

# Every week of every account.
sql "SELECT handle || ' ' || week || ' ' || count(*) || ' ' ||
		sum(give + take > 0) || ' ' || printf('%g %g',
			sum(give * weight), sum(take * weight))
	FROM (SELECT u.handle, date(p.created_at, 'unixepoch', '-6 days',
			'weekday 1') AS week, s.give, s.take, s.weight
		FROM post p JOIN score s USING (rid)
			JOIN user u ON u.id = p.author_id)
	GROUP BY handle, week" | sort >weeks.sql
jq -r '.weeks[] | "\(.handle) \(.week) \(.posts) \(.directional) \(.gives) \(.takes)"' \
	trends.json | sort >weeks.got
is "four accounts in eight weeks" "$(wc -l <weeks.sql | tr -d ' ')" 32
check "the same weeks" cmp weeks.got weeks.sql

# The one that turned, and no other.
is "who changed, and when" "$(jq -c '[.accounts[] | select(.change_week) |
	[.handle, .change_week]]' trends.json)" '[["turner","2026-10-05"]]'
is "from what to what" "$(jq -c '.accounts[] | select(.change_week) |
	[.before, .after]' trends.json)" "$(sql "SELECT '[' ||
	printf('%.1f', sum(give * (at < 1791158400))
		/ sum((give + take) * (at < 1791158400))) || ',' ||
	printf('%.1f', sum(give * (at >= 1791158400))
		/ sum((give + take) * (at >= 1791158400))) || ']'
	FROM (SELECT s.give * s.weight AS give, s.take * s.weight AS take,
		p.created_at AS at FROM post p JOIN score s USING (rid)
		WHERE p.author_id = 2)" | tr -d '"')"
is "what is said of the few posts" "$(jq -r '.accounts[] |
	select(.handle == "quiet") | .trend' trends.json)" \
	"too few posts to see a change"

# The probability of a change of @taker, by factorials: each week is a place.
awk '$1 == "taker" { print $5, $6 }' weeks.sql >taker.weeks
probability=$(awk '
	function ln(n,   i, s) { for (i = 2; i <= n; i++) s += log(i); return s + 0 }
	# ln of g! t! / (g + t + 1)!
	function chance(g, t) { return ln(g) + ln(t) - ln(g + t + 1) }
	{ g[NR] = $1; t[NR] = $2; G += $1; T += $2 }
	END {
		for (i = 1; i < NR; i++) {
			lg += g[i]; lt += t[i]
			if (lg + lt < 10 || G + T - lg - lt < 10)
				continue
			n++
			sum += exp(chance(lg, lt) + chance(G - lg, T - lt) \
			    - chance(G, T))
		}
		printf "%.2f", sum / n / (1 + sum / n)
	}' taker.weeks)
is "the probability of a change" "$(jq '.accounts[] |
	select(.handle == "taker") | .change_probability' trends.json)" \
	"$probability"

# Few weeks say nothing; an account by itself shows its weeks.
givetake report trends --since 2026-10-28 --format json >few.json
is "a few days say nothing" "$(jq -c '[.accounts[].change_probability] |
	unique' few.json)" "[null]"
exits "for people" 0 givetake report trends
has "the change is told" .out "from 90 % to 30 % about the week of 2026-10-05"
has "and the test named" .out "Smith 1975"
check "weeks of those that changed" grep -q '^turner .*2026-10-26' .out
check "and of no other" test "$(grep -c '^steady ' .out)" = 1
givetake --quiet watch add 1 --group one
exits "one account" 0 givetake report trends --group one
is "has its weeks" "$(grep -c '^steady ' .out)" 9

# Weeks are those of the report zone: a Monday at 00:10 in Berlin is a Sunday
# in UTC.
echo '{"id":"1990000000000000001","author_id":"9","created_at":"2026-10-11T22:10:00Z","lang":"en","text":"late","author":{"id":"9","username":"late"}}' >late.jsonl
givetake --quiet import late.jsonl >/dev/null
is "in UTC" "$(givetake report trends --format json |
	jq -r '.weeks[] | select(.handle == "late") | .week')" 2026-10-05
is "in Berlin" "$(TZ=Europe/Berlin givetake report trends --format json |
	jq -r '.weeks[] | select(.handle == "late") | .week')" 2026-10-12
exits "no roster, no row" 66 givetake report trends --group nobody
finish
