#!/bin/sh
# The budget of an observation: the simulator's own bill never exceeds it,
# with several fetches at once too; what is not of it is read on.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

bill() { # gross, millionths of a dollar
	curl -s "$url/sim/bill" | jq '.gross_usd |
		if type == "string" then tonumber else . end
		| . * 1000000 | round'
}
of_it() { # what the ledger counts for the observation
	sqlite3 archive.db "SELECT coalesce(sum(CASE WHEN state = 'reserved'
		THEN reserved ELSE gross END), 0) FROM ledger
		WHERE observation_id = 1"
}
spent() { # what the program says
	givetake observe status --format json | jq '.spent_usd * 1000000 | round'
}

# All that is watched is observed: the whole bill is its.
begin_world "120 60 5" || exit 1
exits "begin" 0 givetake observe start autumn --for 4w --budget 0.35
for round in 1 2 3; do
	for _i in 1 2; do
		fetch &
		_pids="${_pids-} $!"
	done
	# shellcheck disable=SC2086
	wait $_pids
	_pids=
	check "round $round, two at once: the bill is $(bill) of 350000" \
		test "$(bill)" -le 350000
	is "round $round: the ledger counts it all" "$(of_it)" "$(bill)"
	later 21600
	more_posts "9 9 9"
done
check "it is nearly used up" test "$(bill)" -gt 300000
exits "a fetch says so" 4 givetake fetch
has "which cap it is, and what to do" .err "givetake observe budget"
is "observe status knows what was spent" "$(spent)" "$(bill)"
givetake observe status >status.out
has "and what that means" status.out 'of $0.35'

# More money, more posts; then none left at all, and a cap that is lifted.
exits "raise it" 0 givetake observe budget 0.50
fetch
check "more is read: $(bill)" test "$(bill)" -gt 350000
check "but no more than that" test "$(bill)" -le 500000
exits "no budget" 2 givetake observe budget 0
exits "no money" 2 givetake observe budget much
exits "no cap" 0 givetake observe budget none
check "what was begun is read to its end" settle
later 21600
check "and then what came since" settle
check "archive and world agree" same_as_world
is "the ledger counts it all" "$(of_it)" "$(bill)"

# Who is not in the roster is read on.
next_morning
exits "out of the roster" 0 givetake observe remove @ann2
before=$(of_it)
exits "a budget that is spent" 0 givetake observe budget 0.01
later 86400
more_posts "7 7 0"
exits "its accounts are left out" 4 givetake fetch
has "by name" .err "@ann1"
is "nothing was spent on it" "$(of_it)" "$before"
is "the other one was read" "$(sqlite3 archive.db 'SELECT count(*) FROM post
	WHERE author_id = 7002')" "$(jq -r 'select(.author_id == "7002") | .id' \
	world.json | wc -l)"
exits "when it has ended, its cap has" 0 givetake observe end
check "and all is read" settle
check "archive and world agree again" same_as_world
finish
