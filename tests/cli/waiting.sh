#!/bin/sh
# Waiting and being stopped: rate limits in sight of a person and of cron,
# --max-wait, Ctrl-C during a wait and during a transfer.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "230 20 5" || exit 1
fetch
next_morning

# On the shared clock waits cost nothing.
more_posts "4 4 4"
fault "rate-limit:count=1,seconds=700"
at=$now
exits "a wait within --max-wait" 0 givetake fetch --max-wait 15m
is "one line tells of it" "$(grep -c "rate limit" .err)" 1
check "archive and world agree" same_as_world
later 0
check "it waited until the reset" [ "$(curl -s "$url/sim/clock" |
	jq -r .now | date -u -f - +%s)" -ge $((at + 700)) ]
no_faults

next_morning
more_posts "4 4 4"
fault "rate-limit:every=1,seconds=700"
exits "a wait beyond --max-wait" 75 givetake fetch --max-wait 5m
has "says how long" .err " 701 s more"
has "says what to do" .err "--max-wait"
is "no lease is left" "$(sqlite3 archive.db \
	'SELECT count(*) FROM source WHERE lease IS NOT NULL')" 0
no_faults
later 800
check "goes on after it" fetch
check "archive and world agree then" same_as_world

# From here on in real time.
unset GIVETAKE_CLOCK
stop_sim
start_sim --world world.json || exit 1
rm -f archive.db*
givetake --quiet watch add @ann1 @ann2 @ann3

asked() { # how many requests for posts X has had
	curl -s "$url/sim/requests" | jq '[.[] | tostring |
		select(contains("/tweets"))] | length'
}
is_asking() {
	[ "$(asked)" -gt "$asked" ]
}
interrupt() { # interrupt SIGNAL COMMAND...: a fetch, when COMMAND is true
	_signal=$1
	shift
	asked=$(asked)
	: >.err
	timeout 300 givetake fetch --max-wait 1h >.out 2>.err &
	_pid=$!
	until_true "$@"
	sleep 0.3
	_began=$(date +%s%N)
	# the child of timeout, which is the one that a terminal would reach
	kill "-$_signal" "$(pgrep -P $_pid)"
	wait $_pid
	status=$?
	took=$((($(date +%s%N) - _began) / 1000000))
}

fault "rate-limit:every=1,seconds=600,path=/tweets"
interrupt INT grep -q "rate limit" .err
is "Ctrl-C in a wait: status" "$status" 130
check "Ctrl-C in a wait: at once ($took ms)" [ "$took" -lt 5000 ]
is "Ctrl-C in a wait: what was read is kept" "$(sqlite3 archive.db \
	'SELECT count(*) FROM source WHERE user_id > 0')" 3
is "Ctrl-C in a wait: no lease is left" "$(sqlite3 archive.db \
	'SELECT count(*) FROM source WHERE lease IS NOT NULL')" 0
no_faults

fault "stall:every=1,seconds=30,path=/tweets"
sed -i 's/^timeout.*/timeout = 30s/' "$HOME/.config/givetake/config.ini"
interrupt INT is_asking
is "Ctrl-C in a transfer: status" "$status" 130
check "Ctrl-C in a transfer: at once ($took ms)" [ "$took" -lt 5000 ]
interrupt TERM is_asking
is "SIGTERM in a transfer: status" "$status" 143
no_faults
is "Ctrl-C: no lease is left" "$(sqlite3 archive.db \
	'SELECT count(*) FROM source WHERE lease IS NOT NULL')" 0
fetch
check "all is there afterwards" same_as_world

# On a terminal: a countdown.
if command -v script >/dev/null; then
	fault "rate-limit:count=1,seconds=2,path=/tweets"
	timeout 60 script -qec "givetake fetch --max-wait 1m" typescript \
		>/dev/null </dev/null
	check "a countdown on a terminal" [ "$(tr '\r' '\n' <typescript |
		grep -c "waiting for X's rate limit: [123] s")" -ge 2 ]
	no_faults
fi
finish
