#!/bin/sh
# run: the loop for people without cron.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "400 2 1" || exit 1
asked() { # asked USER: how often so far
	curl -s "$url/sim/requests" |
		jq "[.[] | select(.target | test(\"/$1/\"))] | length"
}

exits "a few cycles" 0 timeout 60 givetake --quiet run --cycles 60
is "not a word" "$(cat .out .err)" ""
check "archive and world agree" same_as_world
check "time went by" [ "$(curl -s "$url/sim/clock" | jq -r .now |
	date -u -f - +%s)" -gt $((now + 20000)) ]
busy=$(asked 7001)
quiet=$(asked 7003)
check "busy ones are asked more often ($busy, $quiet times)" \
	[ "$busy" -gt $((quiet * 2)) ]
next_morning
more_posts "5 1 0"
later 50000
exits "what is new is read" 0 timeout 60 givetake --quiet run --cycles 2
check "archive and world agree" same_as_world

next_morning
later 50000
fault "503:count=40"
exits "an outage is sat out" 0 timeout 60 givetake run --cycles 4
has "and told of" .err "trying again in 15 minutes"
no_faults
fault "unauthorized:every=1"
next_morning
exits "a refused token ends it" 77 timeout 60 givetake run --cycles 4
no_faults

# In real time.
unset GIVETAKE_CLOCK
stop_sim
start_sim --world world.json || exit 1
rm -f archive.db*
givetake --quiet watch add @ann1 @ann2
timeout 60 givetake run >.out 2>.err &
pid=$!
until_true grep -q "sources read" .err
kill -TERM "$(pgrep -P $pid)"
wait $pid
is "SIGTERM ends it cleanly" $? 0
is "no lease is left" "$(sqlite3 archive.db \
	'SELECT count(*) FROM source WHERE lease IS NOT NULL')" 0
finish
