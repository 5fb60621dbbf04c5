#!/bin/sh
# report digest: the last week that is over, against plain SQL over the posts
# and their classes.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/weeks.sh"

begin_weeks
link() { # link ID AUTHOR NAME TIME SITE
	echo '{"id":"'"$1"'","author_id":"'"$2"'","created_at":"'"$4"'","lang":"en","text":"Worth a read https://'"$5"'/a because it is clear","entities":{"urls":[{"start":13,"end":34,"url":"https://t.co/x","expanded_url":"https://'"$5"'/a"}]},"author":{"id":"'"$2"'","username":"'"$3"'"}}'
}
{
	link 1900090000000000001 1 steady 2026-09-20T10:00:00Z old.example
	link 1900090000000000002 2 turner 2026-10-06T10:00:00Z old.example
	link 1900090000000000003 2 turner 2026-10-07T10:00:00Z new.example
	link 1900090000000000004 1 steady 2026-10-08T10:00:00Z new.example
	link 1900090000000000005 1 steady 2026-10-12T01:00:00Z late.example
} >links.jsonl
givetake --quiet import links.jsonl >/dev/null

# Monday morning: the week from Monday the 5th to Sunday the 11th is over.
set_clock 2026-10-12T07:00:00Z
givetake report digest --format json >digest.json
is "the schema" "$(jq -r .schema digest.json)" givetake.report.digest.1
is "the week" "$(jq -c '[.week_from, .week_until]' digest.json)" \
	'["2026-10-05T00:00:00Z","2026-10-12T00:00:00Z"]'
from=$(date -ud 2026-10-05 +%s)
to=$(date -ud 2026-10-12 +%s)
week="FROM post p JOIN score s USING (rid) JOIN user u ON u.id = p.author_id
	WHERE p.created_at >= $from AND p.created_at < $to"

is "who moved" "$(jq -c '[.movers[] | [.handle, .direction]]' digest.json)" \
	'[["turner","takes more"]]'
is "how many posts say so" "$(jq '.movers[0].now_posts' digest.json)" \
	"$(sql "SELECT count(*) $week AND u.handle = 'turner'
		AND s.give + s.take > 0")"
is "and before" "$(jq '.movers[0].before_posts' digest.json)" \
	"$(sql "SELECT count(*) FROM post p JOIN score s USING (rid)
		WHERE p.author_id = 2 AND s.give + s.take > 0
		AND p.created_at >= $from - 604800 AND p.created_at < $from")"
is "lowest ratios: gives and takes" "$(jq -r '.ratios.accounts[] |
	"\(.handle) \(.gives) \(.takes)"' digest.json | sort)" \
	"$(sql "SELECT handle || ' ' || gives || ' ' || takes FROM (
		SELECT u.handle, printf('%g', round(sum(s.give * s.weight), 1))
			AS gives, printf('%g', round(sum(s.take * s.weight), 1))
			AS takes $week AND s.give + s.take > 0 GROUP BY u.handle
		HAVING count(*) >= 10)" | sort)"
is "the lowest first" "$(jq -r '[.ratios.accounts[].handle] | join(" ")' \
	digest.json)" "taker turner steady"
is "posts are of the week" "$(jq -r '.posts.posts[].post_id' digest.json |
	sed 's/.*/INSERT INTO shown VALUES (&);/' >ids
	sqlite3 archive.db 'CREATE TEMP TABLE shown (id)' '.read ids' \
		"SELECT count(*) FROM shown WHERE id NOT IN (SELECT p.id
			$week)")" 0
is "new sites" "$(jq -c '[.sites.sites[] | [.site, .accounts, .posts,
	.first_handle, .first_post_id]]' digest.json)" \
	'[["new.example",2,2,"turner","1900090000000000003"]]'
is "which plain SQL finds too" "$(sql "SELECT DISTINCT l.site FROM link l
	JOIN post p USING (rid) WHERE p.created_at >= $from
	AND p.created_at < $to AND l.site NOT IN (SELECT m.site FROM link m
		JOIN post q USING (rid) WHERE q.created_at < $from)")" new.example

# Within an observation, with its journal and how far it is.
givetake --quiet observe start autumn --since 2026-09-07 --for 8w \
	@steady @turner @quiet
set_clock 2026-10-11T12:00:00Z
givetake observe note "seen this week"
set_clock 2026-10-12T07:00:00Z
givetake observe note "seen today"
givetake report digest --observation autumn --format json >digest.json
is "its accounts alone" "$(jq -r '[.ratios.accounts[].handle] | join(" ")' \
	digest.json)" "turner steady"
is "its journal of the week" "$(jq -c '[.journal.notes[].note]' digest.json)" \
	'["seen this week"]'
is "what is enough" "$(jq .plan.enough_accounts digest.json)" 2
set_clock 2026-12-24T07:00:00Z
is "past its end: its last week" "$(givetake report digest \
	--observation autumn --format json | jq -r .week_until)" \
	2026-11-02T00:00:00Z
is "a window's last week" "$(givetake report digest --until 2026-09-30 \
	--format json | jq -r .week_from)" 2026-09-24T00:00:00Z
givetake report digest --until 2026-08-01 --format json >empty.json
is "a week without posts" "$(jq -c '[.movers, .ratios.accounts,
	.sites.sites]' empty.json)" '[[],[],[]]'
for format in table markdown html csv jsonl; do
	exits "as $format" 0 givetake report digest --until 2026-10-11 \
		--format $format
	has "with who moved" .out turner
done
finish
