#!/bin/sh
# Money over weeks: the simulator's own bill is the judge.
. tests/lib.sh
. "$top/tests/fetching.sh"

bill() { # bill NAME: in millionths of a dollar, or a number
	curl -s "$url/sim/bill" | jq -r ".$1 | if type == \"string\" then
		tonumber * 1000000 | round else . end"
}
rows() { # of all tables but the counters of days
	sqlite3 archive.db "SELECT name FROM sqlite_master WHERE type = 'table'
		AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%fts%'
		AND name <> 'poll_day'" | while read -r table; do
		echo "$table $(sqlite3 archive.db "SELECT count(*) FROM \"$table\"")"
	done
}
size() {
	sqlite3 archive.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
	sqlite3 archive.db 'PRAGMA page_count'
}
posts_of() { # posts_of USER N: a change of the world
	for _i in $(seq "$2"); do
		serial=$((serial + 1))
		echo "{\"do\":\"post\",\"user\":\"$1\",\"text\":\"more $serial\"}"
	done
}

# Ten days, a poll every three hours, three accounts of different habits.
begin_world "40 10 0"
bad=0
for poll in $(seq 80); do
	{
		[ $((poll % 3)) = 0 ] && posts_of ann1 2
		[ $((poll % 40)) = 0 ] && posts_of ann2 30
		[ "$poll" = 70 ] && posts_of ann3 1
	} | jq -s . >change
	curl -sf -o /dev/null --data @change "$url/sim/world"
	fetch || bad=$((bad + 1))
	later 10800
done
is "ten days of polls" $bad 0
posts=$(sqlite3 archive.db 'SELECT count(*) FROM post')
is "every post is here" "$posts" $((50 + 52 + 60 + 1))
is "the bill is posts and accounts, each once" "$(bill net_usd)" \
	$((posts * 5000 + 3 * 10000))
check "read hardly more than once: $(bill posts) of $posts" \
	test "$(($(bill posts) * 100))" -le $((posts * 105))
is "our ledger says the same" "$(sqlite3 archive.db \
	'SELECT sum(gross), sum(net) FROM ledger')" \
	"$(bill gross_usd)|$(bill net_usd)"

# Nothing happens for a long time.
later 86400
fetch
rows >rows.before
pages=$(size)
gross=$(bill gross_usd)
polls=$(bill requests)
counted=$(sqlite3 archive.db 'SELECT sum(polls) FROM poll_day')
for poll in $(seq 60); do
	fetch || bad=$((bad + 1))
	later 600
done
is "idle polls" $bad 0
is "were made" $(($(bill requests) - polls)) 180
is "cost nothing" "$(bill gross_usd)" "$gross"
rows >rows.after
check "add no row to any table" cmp rows.before rows.after
is "and nothing to the archive's size" "$(size)" "$pages"
is "but are counted by the day" "$(sqlite3 archive.db \
	'SELECT sum(polls) FROM poll_day')" $((counted + 180))
stop_sim
rm archive.db*

# A cap for the day, three fetchers at once, the money for a third of it.
begin_world "90 70 50 30 20 10"
printf '[fetch]\nmax_cost = 100\nmax_cost_day = 0.50\nfirst_posts = 1000\n' \
	>"$HOME/.config/givetake/config.ini"
worst=0
for _ in 1 2 3 4 5 6; do
	before=$(bill gross_usd)
	for i in 1 2 3; do
		timeout 60 givetake --quiet fetch >out.$i 2>err.$i &
		pids="${pids:-} $!"
	done
	for pid in $pids; do
		wait "$pid"
	done
	pids=
	spent=$(($(bill gross_usd) - before))
	[ $spent -le $worst ] || worst=$spent
	next_morning
done
check "no day is dearer than its cap: $worst" test "$worst" -le 500000
check "the cap was used" test "$worst" -ge 400000
fetch --max-cost 0.01
has "a capped run says what it left out" .err "not read to the end: @ann"
is "and that time is noted as missing" "$(sqlite3 archive.db "SELECT count(*) > 0
	FROM coverage WHERE reason = 'cap'")" 1
printf '[fetch]\nmax_cost = 100\nfirst_posts = 1000\n' \
	>"$HOME/.config/givetake/config.ini"
settle
check "in the end everything is here" same_as_world
is "and no hole stays" "$(sqlite3 archive.db \
	"SELECT count(*) FROM coverage WHERE reason = 'cap'")" 0
stop_sim
rm archive.db*

# The same cap, and kill -9 in the middle again and again: what was asked for
# and never seen counts as spent, until X says what it was.
begin_world "60 40 20 9" --latency 30
printf '[fetch]\nmax_cost = 100\nmax_cost_day = 0.40\nfirst_posts = 1000\n' \
	>"$HOME/.config/givetake/config.ini"
for after in 0.04 0.06 0.08 0.10 0.12 0.15 0.20; do
	timeout -s KILL $after givetake --quiet fetch >.out 2>.err
	later 400 # the dead one's leases end
done
fetch
check "kill -9 does not lift the cap: $(bill gross_usd)" \
	test "$(bill gross_usd)" -le 400000
next_morning
unseen=$(givetake cost --format json | jq .unseen_usd)
givetake cost --sync >.out
is "X says what was unseen ($unseen)" "$(sqlite3 archive.db "SELECT count(*)
	FROM ledger WHERE state = 'reserved' AND endpoint NOT LIKE 'users%'
	OR endpoint LIKE 'users/:id%' AND state = 'reserved'")" 0
printf '[fetch]\nmax_cost = 100\nfirst_posts = 1000\n' \
	>"$HOME/.config/givetake/config.ini"
settle
check "and nothing was lost" same_as_world

finish
