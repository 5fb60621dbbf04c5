#!/bin/sh
. tests/lib.sh
. "$top/tests/fetching.sh"

begin_world "12 3"
exits "nothing was read" 0 givetake coverage
has "is said" .out "@ann1"
fetch --first-posts 5
later 86400
fault "503:path=/tweets"
fetch
no_faults
exits "after an outage" 0 givetake coverage --format csv
has "it is named" .out "missing,outage"
is "spans of a source follow on each other" "$(awk -F, 'NR > 1 {
	if ($2 == was && $4 != end) bad++; was = $2; end = $5 }
	END { print bad + 0 }' .out)" 0
exits "one account" 0 givetake coverage @ann2 --format csv
lacks "alone" .out "@ann1"
exits "a calendar" 0 givetake coverage --last 20d
has "with days never asked for" .out ".....+"
later 90000
settle
givetake coverage --format csv >.out
lacks "what is read after all is no hole" .out "outage"
exits "no account" 2 givetake coverage 'what?'

# An account that is protected for a while.
curl -s -o /dev/null "$url/sim/world" \
	-d '{"do":"state","user":"ann2","state":"protected"}'
later 3600
fetch
givetake coverage @ann2 --format csv >.out
has "protected" .out "missing,protected"
has "is told in the calendar" .out "seen"
report=$(givetake report accounts --all --format json | jq -r \
	'.accounts[] | select(.handle == "ann2") | .coverage')
check "reports know the share that was seen: $report" \
	test "$(echo "$report" | awk '{ print ($1 > 0.9 && $1 <= 1) }')" = 1

finish
