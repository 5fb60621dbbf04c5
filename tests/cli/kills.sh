#!/bin/sh
# kill -9 at random points of a fetch, which the next one takes up: the same
# archive as without.  ROUNDS=N for more than 10.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "260 120 40 9" --latency 25 || exit 1
rounds=${ROUNDS:-10}
killed=0
bad=0
for round in $(seq "$rounds"); do
	[ "$round" = 1 ] || next_morning
	[ "$round" = 1 ] || more_posts "105 101 7 1"
	for try in 1 2 3; do
		after=$(awk -v seed="$round$try" \
			'BEGIN { srand(seed); printf "%.3f", 0.01 + rand() * 0.13 }')
		timeout -s KILL "$after" givetake --quiet fetch >.out 2>.err
		[ $? = 137 ] && killed=$((killed + 1))
		[ "$(sqlite3 -cmd '.timeout 9000' archive.db \
			'PRAGMA integrity_check')" = ok ] ||
			bad=$((bad + 1))
		later 301 # what the dead one held
	done
	fetch
	if ! same_as_world >why || ! same_as_bill >>why; then
		bad=$((bad + 1))
		echo "# round $round"
		sed 's/^/# /' why .err
		break
	fi
done
is "rounds out of $rounds that went wrong" "$bad" 0
check "$killed of $((rounds * 3)) were killed" [ "$killed" -gt "$rounds" ]
finish
