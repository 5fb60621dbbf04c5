#!/bin/sh
# How fast a polling cycle is against what latency, concurrency and rate
# limits allow: tests/bench/fetch.sh [BUILD].  1,000 accounts with 5 new posts
# each, 40 ms an answer, 16 requests in flight: 1,000 / 16 * 40 ms at best.
# CPU time includes scoring.  Never a test: it prints, and judges nothing.
set -eu
build=$(cd "${1:-build}" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
accounts=${ACCOUNTS:-1000}
posts=${POSTS:-5}
latency=${LATENCY:-40}
work=$(mktemp -d "${TMPDIR:-/tmp}/givetake-bench.XXXXXX")
sim=
trap '[ -z "$sim" ] || kill $sim; rm -rf "$work"' EXIT
cd "$work"
HOME=$work
GIVETAKE_ARCHIVE=$work/archive.db
GIVETAKE_BEARER_TOKEN=token
export HOME GIVETAKE_ARCHIVE GIVETAKE_BEARER_TOKEN
unset GIVETAKE_CLOCK XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME

sizes=$(seq "$accounts" | sed "s/.*/$posts/" | tr '\n' ' ')
awk -v now="$(date +%s)" -v sizes="$sizes" -v seed=1 -v days=2 \
	-f "$top/tests/world.awk" >world.json
"$build/xsim" --world world.json --latency "$latency" --port-file port >sim.out &
sim=$!
for _ in $(seq 100); do
	[ -s port ] && break
	sleep 0.1
done
GIVETAKE_BASE_URL=http://127.0.0.1:$(cat port)
export GIVETAKE_BASE_URL
# shellcheck disable=SC2046
"$build/givetake" --quiet watch add $(seq "$accounts" | sed 's/^/@ann/')

# Accounts are looked up first, a hundred a request, one at a time.
bound=$(awk -v n="$accounts" -v ms="$latency" \
	'BEGIN { printf "%.3f", (int((n + 15) / 16) + int((n + 99) / 100)) \
	    * ms / 1000 }')
began=$(date +%s.%N)
cpu=$( { bash -c 'TIMEFORMAT="%U %S"; time "$@"' - \
	"$build/givetake" --quiet fetch --max-cost 10000 >/dev/null; } 2>&1)
ended=$(date +%s.%N)
stored=$(sqlite3 archive.db 'SELECT count(*) FROM post')
echo "$accounts $stored $began $ended $bound $cpu" | awk '{
	took = $4 - $3
	printf "fetch: %d accounts, %d posts in %.2f s; bound %.2f s, " \
	    "ratio %.2f; CPU %.2f s, %.2f s per 1,000 posts\n", $1, $2, took, \
	    $5, took / $5, $6 + $7, ($6 + $7) * 1000 / $2 }'
[ "$stored" = $((accounts * posts)) ]
