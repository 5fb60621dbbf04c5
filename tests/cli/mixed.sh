#!/bin/sh
# Faults mixed at random, several at once, cycle after cycle: nothing is lost
# and nothing charged twice.  ROUNDS=N for more than 20.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

# draw SEED: some faults, each with a chance or a number of its own.
draw() {
	awk -v seed="$1" 'BEGIN {
		srand(seed)
		n = split("500 502:body=html 503:body=empty 504 html reset " \
		    "cut cut:bytes=0 gzip gzip-cut reset-after " \
		    "no-rate-headers surrogate invalid-utf8 unknown-fields " \
		    "number-strings rate-limit:seconds=300 rate-limit-bare " \
		    "rate-limit-old rate-limit-text rate-limit-remaining " \
		    "empty-page lost-page repeat-page duplicate-posts " \
		    "endless-token expired-token no-data not-found " \
		    "unauthorized credits forbidden spend-cap usage-cap " \
		    "errors-only redirect", names, " ")
		k = 1 + int(rand() * 4)
		for (i = 0; i < k; i++) {
			name = names[1 + int(rand() * n)]
			printf "%s%s%s\n", name, name ~ /:/ ? "," : ":", \
			    rand() < 0.5 ? "count=" 1 + int(rand() * 3) \
			    : "count=9,prob=0." 1 + int(rand() * 5)
		}
	}'
}

begin_world "130 20 3 1" || exit 1
fetch
check "begins with all of the world" same_as_world
rounds=${ROUNDS:-20}
bad=0
for round in $(seq "$rounds"); do
	next_morning
	case $((round % 4)) in
	0) more_posts "105 2 0 1" ;;
	*) more_posts "6 2 1 0" ;;
	esac
	drawn=$(draw "$round")
	# shellcheck disable=SC2086
	fault $drawn || exit 1
	settle
	no_faults
	later 1000
	fetch || later 90000
	fetch
	if ! same_as_world >why || ! same_as_bill >>why; then
		bad=$((bad + 1))
		echo "# cycle $round:" $drawn
		sed 's/^/# /' why .err
		break
	fi
done
is "cycles out of $rounds that went wrong" "$bad" 0
finish
