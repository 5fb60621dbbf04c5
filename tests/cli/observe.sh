#!/bin/sh
# Observations: begin, look, journal, roster, end; every number against plain
# SQL over the posts and their stored classes.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/weeks.sh"

begin_weeks
is "the archive" "$(sql 'SELECT count(*) FROM post')" 488

# What makes no sense is said so.
exits "nothing was begun" 66 givetake observe status
exits "nor can be ended" 66 givetake observe end
exits "nor noted on" 66 givetake observe note "hello"
exits "no such observation" 66 givetake report accounts --observation none
exits "no length" 2 givetake observe start autumn
has "says which" .err "--for 4w"
exits "no name" 2 givetake observe start "au tumn" --for 4w
exits "less than a day" 2 givetake observe start autumn --for 12h
exits "in the future" 2 givetake observe start autumn --for 4w \
	--since 2026-11-20
exits "nobody is watched" 66 givetake observe start autumn --for 4w
exits "an account that nobody knows" 66 givetake observe start autumn \
	--for 4w @nobody
has "how to get it" .err "givetake watch add @nobody"
exits "an empty group" 66 givetake observe start autumn --for 4w --group team
is "nothing of that was begun" "$(givetake observe list --format jsonl)" ""

# Begun on the first Monday.
set_clock 2026-09-07T09:00:00Z
givetake --quiet watch add 2 @taker @newcomer --group team
exits "begin" 0 givetake observe start autumn --for 4w --group team @steady \
	--goal "Who helps?" --budget 12.50
has "says from when to when" .err "from 2026-09-07 to 2026-10-04"
exits "one at a time" 2 givetake observe start other --for 1w @steady
has "names the one that runs" .err '"autumn"'
exits "a name is taken once" 2 givetake observe start autumn --for 1w @steady

# Day 12 of 28.
set_clock 2026-09-18T12:00:00Z
givetake observe status --format json >status.json
is "the schema" "$(jq -r .schema status.json)" givetake.observe.status.1
is "the day" "$(jq -c .day status.json)" '{"day":12,"days":28}'
is "who was not read yet" "$(jq -c .roster status.json)" \
	'{"version":1,"accounts":4,"read":3}'
is "goal and budget" "$(jq -c '[.goal, .budget_usd]' status.json)" \
	'["Who helps?",12.5]'
first=$(date -ud 2026-09-07 +%s)
until=$(date -ud 2026-10-05 +%s)
directional="SELECT count(*) FROM post p JOIN score s USING (rid)
	JOIN user u ON u.id = p.author_id
	WHERE s.give + s.take > 0 AND p.created_at >= $first
		AND p.created_at < $until"
is "posts in the days of it" "$(jq .posts status.json)" \
	"$(sql "SELECT count(*) FROM post WHERE author_id IN (1, 2, 3)
		AND created_at >= $first AND created_at < $until")"
for who in steady turner; do
	is "those of $who that give or take" "$(jq --arg who $who \
		'.accounts[] | select(.handle == $who) | .directional' status.json)" \
		"$(sql "$directional AND u.handle = '$who'")"
done
is "the one that was not read" "$(jq -c '.accounts[] | select(.handle ==
	"newcomer") | [.id, .posts, .enough, .days_more]' status.json)" \
	'[null,0,false,null]'
is "steady is seen enough, as its interval says" "$(jq '.accounts[] |
	select(.handle == "steady") | .enough ==
	(.give_share_high - .give_share_low <= 0.2 or .tier_probability >= 0.9)' \
	status.json)" true
exits "for people" 0 givetake observe status
has "the day" .out "12 of 28"
has "what is not read" .out "not read yet"

# The roster and its versions.
exits "add" 0 givetake observe add @quiet @steady
has "only what is new" .err "1 new"
exits "nobody to add" 2 givetake observe add
set_clock 2026-09-20T12:00:00Z
exits "take out" 0 givetake observe remove @newcomer
exits "twice" 66 givetake observe remove @newcomer
exits "add again" 0 givetake observe add @newcomer
exits "and out" 0 givetake observe remove @newcomer
givetake observe status --format json >status.json
is "the roster's version" "$(jq -c .roster status.json)" \
	'{"version":3,"accounts":4,"read":4}'
is "the few posts" "$(jq .short_accounts status.json)" 1
is "who left is remembered, each time" "$(sql "SELECT count(*)
	FROM observation_account
	WHERE left_at = $(date -ud 2026-09-20T12:00:00Z +%s)")" 2

# The journal.
exits "a note" 0 givetake observe note "launch week
of the other brand"
post=$(sql 'SELECT min(id) FROM post WHERE author_id = 1')
exits "on an account" 0 givetake observe note "kind" @steady
exits "on a post" 0 givetake observe note "a model" "$post"
exits "on its address" 0 givetake observe note "again" \
	"https://x.com/steady/status/$post"
exits "on no post" 66 givetake observe note "what" 1234
exits "on nobody" 66 givetake observe note "what" @nobody
exits "nothing" 2 givetake observe note ""
exits "not UTF-8" 2 givetake observe note "$(printf '\377')"
givetake observe notes --format json >notes.json
is "the journal" "$(jq -c '[.notes[] | [.about, .id]]' notes.json)" \
	"[[\"autumn\",null],[\"@steady\",\"1\"],[\"post $post\",\"$post\"],[\"post $post\",\"$post\"]]"
is "with its words" "$(jq -r '.notes[0].note' notes.json)" "launch week
of the other brand"
exits "for people" 0 givetake observe notes
check "a note is a line" grep -q 'launch week.*of the other brand' .out

# Its days and roster in reports.
givetake report accounts --observation autumn --format json >before.json
is "who" "$(jq -r '[.accounts[].handle] | sort | join(" ")' before.json)" \
	"quiet steady taker turner"
for who in steady turner taker quiet; do
	is "gives of $who" "$(jq --arg who $who '.accounts[] |
		select(.handle == $who) | .gives' before.json)" \
		"$(sql "SELECT printf('%g', sum(s.give * s.weight)) FROM post p
			JOIN score s USING (rid) JOIN user u ON u.id = p.author_id
			WHERE u.handle = '$who' AND p.created_at >= $first
				AND p.created_at < $until")"
done
is "of a group within it" "$(givetake report accounts --observation autumn \
	--group team --format json | jq -c '[.accounts[].handle]')" '["turner","taker"]'
exits "it has its own days" 2 givetake report accounts --observation autumn \
	--last 2w

# The end, before its time: the days up to then.
set_clock 2026-09-27T10:00:00Z
exits "end" 0 givetake observe end
to=$(date -ud 2026-09-28 +%s)
counted="FROM post WHERE author_id IN (1, 2, 3, 4) AND created_at >= $first
	AND created_at < $to"
has "says how many posts" .err "$(sql "SELECT count(*) $counted") posts"
is "the posts are frozen with their classes" \
	"$(sql 'SELECT count(*) FROM observation_post')" \
	"$(sql "SELECT count(*) FROM post p JOIN score s USING (rid)
		JOIN observation_post o ON o.post_id = p.id AND o.class = s.class
			AND o.give = s.give AND o.take = s.take
		WHERE p.author_id <= 4 AND p.created_at >= $first
			AND p.created_at < $to")"
exits "once" 66 givetake observe end
exits "by name too" 2 givetake observe end autumn
exits "its roster stays" 66 givetake observe add @steady
givetake report accounts --observation autumn --format json >frozen.json
is "its days" "$(jq -r .until frozen.json)" 2026-09-28T00:00:00Z
is "its gives" "$(jq '[.accounts[].gives] | add' frozen.json)" \
	"$(sql 'SELECT printf("%g", sum(give * weight)) FROM observation_post')"

# It stays what it was while posts go, change and come.
gone=$(sql "SELECT min(id) $counted AND author_id = 1")
sqlite3 archive.db "DELETE FROM post WHERE id = $gone;
	UPDATE post SET state = 1 WHERE id = (SELECT max(id) $counted
		AND author_id = 2);"
givetake --quiet label "$(sql "SELECT min(id) $counted AND author_id = 3")" \
	insight
givetake --quiet score --all
givetake report accounts --observation autumn --format json >after.json
check "the same numbers" cmp frozen.json after.json
givetake observe status autumn --format json >status.json
is "what was withdrawn is counted" \
	"$(jq -c '[.frozen_posts, .withdrawn_since]' status.json)" \
	"[$(sql 'SELECT count(*) FROM observation_post'),2]"
sqlite3 archive.db "UPDATE post SET state = 0 WHERE state = 1"
is "what came back is not" "$(givetake observe status autumn --format json |
	jq .withdrawn_since)" 1
is "no text is kept" "$(sqlite3 archive.db '.dump observation_post' |
	grep -c 'Word')" 0

# Another one, over days that are past; and the list.
set_clock 2026-11-02T12:00:00Z
exits "in the past" 0 givetake observe start late --since 2026-10-05 --for 4w \
	@turner --until-sure 30
is "the list" "$(givetake observe list --format json |
	jq -c '[.observations[] | [.name, .state, .accounts]]')" \
	'[["autumn","ended",4],["late","over",1]]'
exits "end it" 0 givetake observe end late

# A person who is erased goes from what was frozen too.
givetake --quiet forget @turner --yes 2>/dev/null
is "nothing of the account is left" "$(sql "SELECT
	(SELECT count(*) FROM observation_post WHERE author_id = 2)
	+ (SELECT count(*) FROM observation_day WHERE author_id = 2)
	+ (SELECT count(*) FROM observation_account WHERE user_id = 2)")" 0
finish
