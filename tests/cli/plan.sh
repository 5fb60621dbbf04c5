#!/bin/sh
. tests/lib.sh
. "$top/tests/fetching.sh"

begin_world "300 60 2"
before=$(curl -s "$url/sim/requests" | jq length)
exits "a plan for what is new" 0 givetake plan --first-posts 50 --format json
is "is a guess" "$(jq -r '.plan[0].basis' .out)" guess
is "with a wide range" "$(jq '.plan[-1] |
	.usd_high > 4 * .usd_low and .usd >= .usd_low and .usd <= .usd_high' \
	.out)" true
is "and asks X for nothing" "$(curl -s "$url/sim/requests" | jq length)" \
	"$before"
exits "X may count" 0 givetake plan --ask --format json
is "half a cent each" "$(curl -s "$url/sim/bill" | jq -r .gross_usd)" 0.0150
is "that is said" "$(jq -c '[.plan[].basis]' .out)" \
	'["counts","counts","counts",null]'
fetch --first-posts 1000
exits "after a fetch" 0 givetake plan --for 28d --format json
is "it knows" "$(jq -r '.plan[0].basis' .out)" history
is "the busy one is dearer" "$(jq '.plan[0].usd > 2 * .plan[1].usd' .out)" true
is "the sum is likely their sum" "$(jq '.plan[-1].usd as $all |
	[.plan[:-1][].usd] | add - $all | fabs < 0.05' .out)" true

# The last four weeks brought 300; four more like them would again.
predicted=$(jq -c '.plan[0] | [.posts_low, .posts_high]' .out)
check "the range holds 300 posts, $predicted" test "$(echo "$predicted" |
	jq '.[0] < 300 and .[1] > 300')" = true
exits "parents are dearer" 0 givetake plan --depth parents --format json
printf '[fetch]\nmax_cost = 0.30\nmax_cost_month = 1\n' \
	>"$HOME/.config/givetake/config.ini"
givetake watch add @ann1 @newone @other 2>/dev/null
exits "with a cap" 0 givetake plan
has "what does not fit is named" .out "partly"
has "and the month" .out "The cap of \$1.00 a month"
exits "an empty archive" 0 env GIVETAKE_ARCHIVE=none.db givetake plan

finish
