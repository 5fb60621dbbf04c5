#!/bin/sh
. tests/lib.sh

start_sim --demo --clock "$work/clock" --start 2026-11-02T12:00:00Z
GIVETAKE_CLOCK=$work/clock
export GIVETAKE_CLOCK
exits "an account's week" 0 givetake scout @mendwithmara --format json
is "five numbers" "$(jq '.shapes | length' .out)" 5
is "for two cents and a half" "$(jq .cost_usd .out)" 0.025
is "as X bills it" "$(curl -s "$url/sim/bill" | jq -c \
	'[.gross_usd, .counts, .posts, .users]')" '["0.0250",5,0,0]'
check "they are plausible" test "$(jq '.shapes | map(.posts) |
	.[0] > 0 and .[1] <= .[0] and .[2] <= .[1] and .[4] <= .[0]' .out)" = true
has "it says that it is a probe" .out '"probe": "counts alone'
is "no post was kept" "$(sqlite3 "$HOME/.local/share/givetake/archive.db" \
	'SELECT (SELECT count(*) FROM post) + (SELECT count(*) FROM "user")')" 0
exits "a cap without room" 4 givetake scout @mendwithmara --max-cost 0.01
has "says why" .err "leaves no room for five"
exits "a number is no handle" 2 givetake scout 12345
exits "a table" 0 givetake scout @nobody_here
has "of nothing" .out "Replies"

finish
