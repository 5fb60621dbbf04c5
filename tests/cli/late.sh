#!/bin/sh
# Weeks of polling while posts turn up late: every post is read, and hardly
# one twice, whether `run` says when to ask or cron does every five minutes.
# DAYS=N of run, and CRON_DAYS=N, for more than a few.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

days=${DAYS:-4}
cron_days=${CRON_DAYS:-1}

# coming SIZES DAYS: so many posts of each account in the days to come, half
# of them shown 25 minutes after they were written.
coming() {
	until=$((now + $2 * 86400))
	serial=$((serial + 100000))
	awk -v now=$until -v sizes="$1" -v seed=7 -v days="$2" \
		-v first="$serial" -v users=0 -f "$top/tests/world.awk" \
		>more.json
	cat more.json >>world.json
	jq -c '{do: "load", value: .}' more.json | jq -cs . >more.post
	curl -sf -o .curl --data-binary @more.post "$url/sim/world"
	fault "late:minutes=25,percent=50"
}

# What was charged for each post that is archived.
reads() {
	curl -s "$url/sim/bill" | jq --argjson n "$(sqlite3 archive.db \
		'SELECT count(*) FROM post')" ".$1 / \$n * 1000 | round / 1000"
}

has_right_bill() { # has_right_bill WHO
	is "$1: charged once for each post a day" "$(reads posts_net)" 1
	check "$1: reads for a post: $(reads posts)" \
		[ "$(echo "$(reads posts) < 1.05" | bc)" = 1 ]
}

# By the schedule: one account that is asked every quarter of an hour, others
# less and less often, down to one that is nearly silent.
begin_world "1 1 1 1" || exit 1
coming "$((300 * days)) $((40 * days)) $((5 * days)) 3" "$days"
cycles=0
while [ "$now" -lt "$until" ]; do
	timeout 120 givetake --quiet run --cycles 100 >.out 2>.err || break
	cycles=$((cycles + 100))
	later 0 2>/dev/null
	now=$(date -u -d "$(curl -s "$url/sim/clock" | jq -r .now)" +%s)
done
check "$cycles cycles by the schedule, $days days" [ "$now" -ge "$until" ]
later 7200
fetch
check "the schedule loses no post" same_as_world
has_right_bill "the schedule"
is "and nothing is left to look at" \
	"$(sqlite3 archive.db 'SELECT count(*) FROM late')" 0
stop_sim
rm -f archive.db*

# Every five minutes, whatever there is; one source too busy to ask again
# between any two of its posts.
begin_world "1 1 0" || exit 1
givetake --quiet watch add --search 'word1 OR word2 OR ann3' --name words
givetake --quiet watch remove @ann3
accounts=2
coming "$((400 * cron_days)) $((24 * cron_days)) $((1800 * cron_days))" \
	"$cron_days"
fetches=0
while [ "$now" -lt "$until" ]; do
	later 300
	fetch || break
	fetches=$((fetches + 1))
	waiting=$(sqlite3 archive.db 'SELECT max(n) FROM (SELECT count(*) n
		FROM late GROUP BY source_id)')
	[ "${waiting:-0}" -le "${most:-0}" ] || most=$waiting
done
check "$fetches fetches in $cron_days days" [ "$now" -ge "$until" ]
for _ in 1 2 3 4 5 6; do
	later 1200
	fetch
done
check "cron loses no post" same_as_world
has_right_bill "cron"
check "few spans wait at a time: $most" [ "$most" -le 150 ]
finish
