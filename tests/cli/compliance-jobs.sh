#!/bin/sh
# Compliance by X's batch jobs: what is gone leaves with X's reason, a check
# goes on after a break, and look-ups stand in where jobs are not allowed.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

world() {
	curl -sf --data-binary "$1" "$url/sim/world"
}
post() { # post USER TEXT: prints its id
	world "{\"do\":\"post\",\"user\":\"$1\",\"text\":\"$2\"}" |
		jq -r '.[0].id'
}
ask() {
	sqlite3 archive.db "$1"
}
jobs() { # jobs FILTER
	curl -s "$url/2/compliance/jobs?type=tweets" \
		-H 'Authorization: Bearer x' | jq -r "$1"
}
compliance() {
	timeout 60 givetake compliance --yes "$@" >.out 2>.err
}

begin_world "30 12 8 5" || exit 1
gone=$(post ann1 "zyzzyva words that will go")
kept=$(post ann1 "quokka words that stay")
fetch
next_morning
exits "plan" 0 givetake compliance --plan
has "jobs cost nothing" .out "By batch jobs, where X allows them: \$0"
has "look-ups do" .out "By look-ups: at most \$0.32"
exits "the plan of a fetch tells too" 0 givetake plan
has "of the check" .out "compliance"

world "[{\"do\":\"delete\",\"id\":\"$gone\"},
	{\"do\":\"state\",\"user\":\"ann3\",\"state\":\"protected\"},
	{\"do\":\"state\",\"user\":\"ann4\",\"state\":\"deactivated\"}]" >.states
before=$(curl -s "$url/sim/bill" | jq -r .gross_usd)
exits "a check by jobs" 0 compliance
has "is told" .err "by batch jobs, \$0.00"
is "what is deleted is gone at once, with X's word" \
	"$(ask "SELECT reason FROM tombstone WHERE id = $gone")" deleted
is "no byte of it" "$(cat archive.db* | grep -ac zyzzyva)" 0
is "of the others too" "$(ask "SELECT count(*) FROM post WHERE author_id > 7002")" 0
is "with their reasons" "$(ask "SELECT group_concat(reason) FROM
	(SELECT DISTINCT reason FROM tombstone ORDER BY 1)")" "deleted,protected"
is "accounts too" "$(ask "SELECT group_concat(state) FROM \"user\"
	WHERE id > 7002")" "2,1"
is "others stay" "$(ask "SELECT count(*) FROM post WHERE id = $kept")" 1
is "nothing was billed" "$(curl -s "$url/sim/bill" | jq -r .gross_usd)" "$before"
is "nothing is left of the check" "$(ask 'SELECT count(*) FROM compliance')" 0
is "no token went with the files" "$(curl -s "$url/sim/requests" |
	jq '[.[] | select(.target | test("/sim/(up|down)load"))
		| select(.status >= 400)] | length')" 0

# Interrupted: killed at random points, the same in the end.
for round in 1 2 3 4 5 6 7 8; do
	gone=$(post ann1 "numbat $round")
	fetch
	world "{\"do\":\"delete\",\"id\":\"$gone\"}" >.states
	timeout -s KILL "0.0$((round + 1))" givetake compliance --yes \
		>.out 2>.err
	later 400
	compliance || later 1000
	[ "$(ask "SELECT reason FROM tombstone WHERE id = $gone")" = deleted ] ||
		compliance
	is "killed after $((round + 1))0 ms: done in the end" "$(ask "SELECT
		(SELECT count(*) FROM tombstone WHERE id = $gone)
		+ (SELECT count(*) FROM post WHERE id = $gone)")" 1
done
is "nothing is left of the checks" "$(ask 'SELECT count(*) FROM compliance')" 0

# A post that a look-up hid and the job does not name is shown again.
ask "UPDATE post SET state = 5, state_at = 1 WHERE id = $kept"
exits "a check after a bad hour" 0 compliance
is "shows it again" "$(ask "SELECT state FROM post WHERE id = $kept")" 0

# Jobs that fail, and one of somebody else's that is in the way.
gone=$(post ann2 "dunnart")
fetch
world "{\"do\":\"delete\",\"id\":\"$gone\"}" >.states
fault "job-fails:count=1"
exits "a job that fails is made again" 0 compliance
is "and does it" "$(ask "SELECT count(*) FROM post WHERE id = $gone")" 0
fault "job-fails:count=9"
exits "jobs that go on failing" 69 compliance
has "are told" .err "compliance jobs fail"
no_faults
exits "then all is well again" 0 compliance
curl -s -o .curl "$url/2/compliance/jobs" -H 'Authorization: Bearer x' \
	-d '{"type":"tweets","name":"else"}'
exits "another job is in the way" 75 compliance
has "is told" .err "another compliance job of this app"
later 1000
exits "until it ends" 0 compliance

# No jobs for this access.
gone=$(post ann2 "bettong")
fetch
world "{\"do\":\"delete\",\"id\":\"$gone\"}" >.states
fault "not-enrolled:every=1,path=/compliance"
exits "by jobs alone" 77 compliance --by jobs
has "says what to do" .err "--by lookups"
exits "otherwise look-ups stand in" 0 compliance
has "and say so" .err "1 not found today"
no_faults
exits "and the next job takes it out" 0 compliance
is "for good" "$(ask "SELECT reason FROM tombstone WHERE id = $gone")" deleted
check "jobs bear our name" [ "$(jobs '.data[0].name')" = givetake ]
is "the archive is whole" "$(ask 'PRAGMA integrity_check')" ok
finish
