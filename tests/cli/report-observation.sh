#!/bin/sh
# report observation: its findings and sections against plain SQL over the
# posts and their classes; and that it stays what it was when it has ended.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/weeks.sh"

begin_weeks
exits "nothing was observed" 66 givetake report observation
set_clock 2026-09-07T09:00:00Z
goal='Who <b>helps</b>? =1+1 "\u202e'
givetake --quiet observe start autumn --for 8w --goal "$goal" \
	@steady @turner @taker @quiet
givetake observe note "launch week" 2>/dev/null
givetake observe note "new <i>hand</i>?
second line" @turner 2>/dev/null
set_clock 2026-11-02T12:00:00Z
givetake report observation --format json >so_far.json
is "the schema" "$(jq -r .schema so_far.json)" \
	givetake.report.observation.1
is "which one, and what for" "$(jq -r '.observation + ": " + .goal' \
	so_far.json)" "autumn: $goal"
exits "it has its own days" 2 givetake report observation --last 2w

# The findings, in order.
finding() { # finding N
	jq -r --argjson n "$1" '.findings[] | select(.n == $n) | .finding' \
		so_far.json
}
is "how many posts" "$(finding 1 | grep -o '[0-9]* posts of theirs')" \
	"$(sql 'SELECT count(*) FROM post') posts of theirs"
is "how much of it gives" "$(finding 2)" "$(sql "SELECT printf(
	'Of what they give and take together, %.0f %% gives: %d gives against %d takes.',
	100.0 * sum(give * weight) / sum((give + take) * weight),
	sum(give * weight), sum(take * weight)) FROM score" | tr -d '"')"
check "who gives most" sh -c "jq -r '.findings[2].finding' so_far.json |
	grep -q '^Gives most: @steady, 8[34] %'"
check "who gives least" sh -c "jq -r '.findings[3].finding' so_far.json |
	grep -q '^Gives least: @taker, 1[0-9] %'"
check "who changed" sh -c "jq -r '.findings[4].finding' so_far.json |
	grep -q '@turner went from 90 % to 30 % about the week of 2026-10-05'"
check "of whom too little is known" sh -c "jq -r '.findings[5].finding' \
	so_far.json | grep -q '^@quiet: fewer than 10'"
# behind N CONDITION: the posts behind a finding that do not meet it
behind() {
	jq -r --argjson n "$1" '.findings[] | select(.n == $n) | .posts[]' \
		so_far.json | sed 's/.*/INSERT INTO behind VALUES (&);/' >ids
	sqlite3 archive.db "CREATE TEMP TABLE behind (id);" ".read ids" \
		"SELECT count(*) FROM behind;" \
		"SELECT count(*) FROM behind b WHERE NOT EXISTS (SELECT 1
			FROM post p JOIN score s USING (rid)
			WHERE p.id = b.id AND $2);" | tr '\n' ' '
}
is "gives of the giver stand behind" "$(behind 3 \
	'p.author_id = 1 AND s.give > 0')" "3 0 "
is "takes of the taker" "$(behind 4 'p.author_id = 3 AND s.take > 0')" "3 0 "
is "what was before the change, and since" "$(behind 5 "p.author_id = 2
	AND CASE WHEN p.created_at < 1791158400 THEN s.give ELSE s.take END > 0")" \
	"6 0 "
is "no person is judged" "$(jq -r '.findings[].finding' so_far.json |
	grep -ciE 'personality|character|selfish|honest')" 0

# The sections are the reports of their names.
for part in accounts trends posts domains answers relations topics times \
	engagement voice coverage cost; do
	givetake report $part --observation autumn --format json >part.json
	is "section $part" "$(jq -c --arg p $part --slurpfile part part.json \
		'.[$p] as $mine | $part[0] | with_entries(select(.key as $key |
			$mine | has($key))) | . == $mine and length > 1' \
		so_far.json)" true
done
is "the journal" "$(jq -c '[.journal.notes[].about]' so_far.json)" \
	'["autumn","@turner"]'
is "its progress" "$(jq -c .progress.day so_far.json)" '{"day":56,"days":56}'

# It ends.  Then posts go, are labelled anew, and a model and weights change.
givetake --quiet observe end
givetake report observation --format json >before.json
is "the numbers are as they were" "$(jq -c '[.findings[0:6][].finding]' \
	before.json)" "$(jq -c '[.findings[0:6][].finding]' so_far.json)"
givetake --quiet label "$(sql 'SELECT max(id) FROM post WHERE author_id = 3
	AND state = 0')" other
sqlite3 archive.db "SELECT json_object('id', CAST(id + 1 AS TEXT), 'text',
		'Sign up for our course today, 20% off: https://ann.example/x',
		'author_id', CAST(author_id AS TEXT), 'created_at',
		strftime('%Y-%m-%dT%H:%M:%SZ', created_at, 'unixepoch'),
		'lang', 'en')
	FROM post WHERE author_id = 3 ORDER BY id LIMIT 40" >late.jsonl
is "more is known of its time" "$(givetake import late.jsonl --format json |
	jq '[.files[].new] | add')" 40
givetake report observation --format json >late.json
for part in domains answers relations topics times engagement; do
	is "section $part stays" "$(jq -cS ".$part" late.json)" \
		"$(jq -cS ".$part" before.json)"
done
is "the lists of posts, too, but for the one of another class" \
	"$(jq -c '.posts | [.takes, .close_calls_left_out]' late.json)" \
	"$(jq -c '.posts | [.takes - 1, .close_calls_left_out + 1]' \
		before.json)"
sqlite3 archive.db "UPDATE post SET state = 1 WHERE id IN
	($(jq -r '[.findings[2].posts[]] | join(",")' before.json))"
givetake --quiet label "$(sql 'SELECT min(id) FROM post WHERE author_id = 3
	AND state = 0')" insight
givetake --quiet score --all
givetake report observation --format json >after.json
for part in accounts trends; do
	is "section $part stays" "$(jq -cS ".$part" after.json)" \
		"$(jq -cS ".$part" before.json)"
done
is "findings that name no withdrawn post stay" \
	"$(jq -c '.findings[3:6]' after.json)" \
	"$(jq -c '.findings[3:6]' before.json)"
is "what was withdrawn is not shown" "$(jq -c '[.findings[2].posts[]]
	- [.findings[2].posts[]] | length' after.json)$(jq -r \
	'.findings[2].posts[]' before.json | grep -cFf - after.json)" 00
is "but counted" "$(jq -r '.findings[6].finding' after.json)" \
	"3 of the 488 posts that counted have been withdrawn since: counted, and not shown."
is "what it was made with is told" "$(jq -r .frozen_weights after.json)" \
	"$(jq -r .weights after.json)"

# For people, in every format.
for format in table markdown html; do
	exits "as $format" 0 givetake report observation --format $format
	has "with its findings" .out "Gives most: "
	has "and what they are about" .out "not about persons"
	[ $format = html ] || check "before all else" sh -c "awk '/Gives most/ { f = NR }
		/How far it went/ && !h { h = NR } END { exit !(f && f < h) }' .out"
done
for format in csv jsonl; do
	exits "as $format" 0 givetake report observation --format $format
	has "the findings" .out "Gives most: "
done
for format in table markdown html csv; do
	givetake report observation --format $format >as.$format
done
has "a share and its sign stay in one line" as.html "&nbsp;% gives:"
lacks "what the user wrote is text in a page" as.html "<b>helps"
lacks "and in its journal" as.html "<i>hand"
check "a note is one line of a table" grep -q 'new <i>hand</i>?.*second' \
	as.table
exits "into a page" 0 givetake report observation -o autumn.html
check "which is one" grep -qi '<!doctype html>' autumn.html
finish
