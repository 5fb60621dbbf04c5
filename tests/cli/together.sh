#!/bin/sh
# Several fetches at once on one archive: the same archive as with one, and
# no page asked for twice.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "230 120 101 60 20 20 5 5 1 1 1 1" --latency 10 || exit 1

echo 'overlap = 1s' >>"$HOME/.config/givetake/config.ini"

# together N: N fetches at once; their statuses go to .status
together() {
	rm -f .status .err.*
	before=$(curl -s "$url/sim/requests" | jq length)
	for _i in $(seq "$1"); do
		(
			timeout 60 givetake fetch --max-wait 2h \
				>".out.$_i" 2>".err.$_i"
			echo $? >>.status
		) &
		_pids="${_pids-} $!"
	done
	# shellcheck disable=SC2086
	wait $_pids
	_pids=
}

# Pages with posts, since the last time together: a fetch that began when
# another was done may well ask again what is new, and hear: nothing.
asked_twice() {
	curl -s "$url/sim/requests?since=$before" | jq -r '.[] |
		select(.posts > 0).target' | sort | uniq -d
}

for n in 2 4 2 4; do
	together "$n"
	is "$n at once: none fails" "$(sort -u .status)" 0
	check "$n at once: archive and world agree" same_as_world
	check "$n at once: the bill is right" same_as_bill
	is "$n at once: no page is asked for twice" "$(asked_twice)" ""
	next_morning
	more_posts "130 3 101 1 1 1 1 1 1 1 1 1"
done

# A lease ends by itself, and only then.
sqlite3 archive.db "UPDATE source SET lease = 'another', lease_until = $(
	curl -s "$url/sim/clock" | jq -r .now | date -u -f - +%s) + 200
	WHERE handle = 'ann1'"
fetch
is "what another holds is left to it" "$(sqlite3 archive.db \
	"SELECT lease FROM source WHERE handle = 'ann1'")" another
before=$(curl -s "$url/sim/requests" | jq length)
exits "--if-idle with another at work" 0 givetake fetch --if-idle
is "asks X for nothing" "$(curl -s "$url/sim/requests" | jq length)" "$before"
later 201
fetch --if-idle
check "until the lease has ended" same_as_world
is "nothing stays leased" "$(sqlite3 archive.db \
	'SELECT count(*) FROM source WHERE lease IS NOT NULL')" 0

# One waits for a rate limit, holding on to what it has begun.
next_morning
more_posts "130 1 1 1 1 1 1 1 1 1 1 1"
fault "rate-limit:count=1,after=3,seconds=800"
together 2
is "waiting: none fails" "$(sort -u .status)" 0
check "waiting: archive and world agree" same_as_world
is "waiting: no page is asked for twice" "$(asked_twice)" ""
# Under cron: no terminal, no environment, not a word, one line in the log.
later 1000
exits "under cron" 0 env -i HOME="$HOME" PATH="$PATH" \
	GIVETAKE_BASE_URL="$url" GIVETAKE_BEARER_TOKEN=x \
	GIVETAKE_CLOCK="$GIVETAKE_CLOCK" GIVETAKE_ARCHIVE="$work/archive.db" \
	givetake fetch --quiet --if-idle
is "not a word" "$(cat .out .err)" ""
log=$HOME/.local/state/givetake/runs.jsonl
is "every line of the log is JSON" "$(jq -r .command "$log" | sort -u)" fetch
is "the last tells of the run" "$(tail -n 1 "$log" |
	jq -c '[.sources, .read, .new_posts, .error, .status]')" "[12,12,0,null,0]"
mv "$log" "$log.1"
fault "unauthorized:every=1"
fetch
is "a log that was moved away is begun anew" \
	"$(jq -r '.status' "$log")" 77
no_faults
finish
