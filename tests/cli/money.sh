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

# Two weeks, a poll every three hours, three accounts of different habits.
begin_world "40 10 0"
bad=0
for poll in $(seq 112); do
	{
		[ $((poll % 3)) = 0 ] && posts_of ann1 2
		[ $((poll % 40)) = 0 ] && posts_of ann2 30
		[ "$poll" = 100 ] && posts_of ann3 1
	} | jq -s . >change
	curl -sf -o /dev/null --data @change "$url/sim/world"
	fetch || bad=$((bad + 1))
	later 10800
done
is "two weeks of polls" $bad 0
posts=$(sqlite3 archive.db 'SELECT count(*) FROM post')
is "every post is here" "$posts" $((50 + 74 + 60 + 1))
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
for poll in $(seq 100); do
	fetch || bad=$((bad + 1))
	later 600
done
is "idle polls" $bad 0
is "were made" $(($(bill requests) - polls)) 300
is "cost nothing" "$(bill gross_usd)" "$gross"
rows >rows.after
check "add no row to any table" cmp rows.before rows.after
is "and nothing to the archive's size" "$(size)" "$pages"
is "but are counted by the day" "$(sqlite3 archive.db \
	'SELECT sum(polls) FROM poll_day')" $((counted + 300))
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

finish
