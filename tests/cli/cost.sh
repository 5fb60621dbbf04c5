#!/bin/sh
. tests/lib.sh
. "$top/tests/fetching.sh"

begin_world "30 12"
fetch
exits "cost" 0 givetake cost
has "has a line for the day" .out "2026-11-02"
has "with what it came to" .out "\$0.23"
exits "as JSON" 0 givetake cost --format json
is "is the simulator's bill" "$(jq -r '.gross_usd * 10000 | round' .out)" \
	"$(curl -s "$url/sim/bill" | jq -r '.gross_usd | tonumber * 10000 | round')"
is "posts and accounts apart" \
	"$(jq -c '.cost[0] | [.posts, .users, .included_posts]' .out)" '[42,2,0]'
exits "by kind" 0 givetake cost --by kind --format csv
has "names each" .out "timeline,2,42,0,0,0,0,0.21"
has "look-ups too" .out "handles,1,0,2,0"
exits "by source" 0 givetake cost --by source --format csv
has "names the account" .out "@ann1\",1,30"
exits "by run" 0 givetake cost --by run --format csv
has "names the command" .out "1 fetch,3"
exits "nothing before" 0 givetake cost --until 2026-11-01 --format json
is "is nothing" "$(jq -c .cost .out)" "[]"

# A request that was answered, and billed, to nobody.
next_morning
more_posts "8 0"
fault "reset-after:path=/tweets"
fetch --max-wait 1s
no_faults
givetake cost --format json >.out
check "what was not seen counts as spent" \
	test "$(jq '.unseen_usd > 0' .out)" = true
next_morning
exits "ask X" 0 givetake cost --sync --format json
has "X counts them" .out '"x_posts":8'
is "they are settled with what X says" "$(jq -c '.days[-1] |
	[.x_posts, .our_posts, .unseen_requests > 0, .settled_posts, .drift]' \
	.out)" '[8,0,true,8,0]'
is "nothing else is open" "$(jq .not_settled_usd .out)" 0
givetake cost --format json >.out
is "nothing is unseen any more" "$(jq .unseen_usd .out)" 0
exits "once a day is enough" 2 givetake cost --sync
exits "unless it must be" 0 givetake cost --sync --again
has "it says that X counts posts alone" .out "X counts posts alone"

# A look-up whose answer was never seen: X's count says nothing of it.
givetake --quiet watch add @nobody7
fault "reset-after:count=1,path=/users/by"
fetch --max-wait 1s
no_faults
next_morning
givetake cost --sync >.out
has "what cannot be settled is told" .out \
	"1 such requests, \$0.01, whose answer was never seen stay counted"
givetake --quiet watch remove @nobody7
settle
check "the posts came with the next fetch" same_as_world

finish
