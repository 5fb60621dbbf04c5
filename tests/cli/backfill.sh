#!/bin/sh
. tests/lib.sh
. "$top/tests/fetching.sh"

span() { # the oldest second that was seen
	sqlite3 archive.db "SELECT min(from_at) FROM coverage
		WHERE state = 'seen' AND source_id = 1"
}

begin_world "260 4"
exits "how far must be said" 2 givetake backfill @ann1
exits "of what is watched" 66 givetake backfill @who --posts 5
fetch --first-posts 20
is "the newest come first" "$(sqlite3 archive.db \
	'SELECT count(*) FROM post')" 24
first=$(span)
exits "forty older" 0 givetake backfill @ann1 --posts 40
is "are read" "$(sqlite3 archive.db 'SELECT count(*) FROM post')" 64
check "and covered" test "$(span)" -lt "$first"
is "the cursor stays" "$(sqlite3 archive.db "SELECT cursor =
	(SELECT max(id) FROM post WHERE author_id = s.user_id)
	FROM source s WHERE id = 1")" 1
since=$(date -u -d "@$(sqlite3 archive.db "SELECT (max(created_at) * 3 +
	min(created_at)) / 4 - 86400 FROM post WHERE author_id =
	(SELECT user_id FROM source WHERE id = 1)")" +%Y-%m-%dT%H:%M:%SZ)
exits "back to a time" 0 givetake backfill @ann1 --since "$since"

# Broken off by a cap, gone on with by its token.
exits "the rest, for little money" 4 givetake backfill @ann1 --posts 1000 \
	--max-cost 0.55
is "its place is kept" "$(sqlite3 archive.db "SELECT count(*) FROM walk
	WHERE kind = 'backfill' AND token IS NOT NULL")" 1
before=$(curl -s "$url/sim/bill" | jq .posts)
had=$(sqlite3 archive.db 'SELECT count(*) FROM post')
fault "expired-token:count=1"
exits "more money; the token is dead" 0 givetake backfill @ann1 --posts 1000 \
	--max-cost 5
no_faults
check "all is here" same_as_world
is "nothing was read twice" "$(curl -s "$url/sim/bill" | jq ".posts - $before")" \
	$((264 - had))
is "and the walk is over" "$(sqlite3 archive.db 'SELECT count(*) FROM walk')" 0
exits "there is nothing below" 0 givetake backfill @ann1 --posts 1000
is "it costs nothing to see that" \
	"$(curl -s "$url/sim/bill" | jq ".posts - $before")" $((264 - had))

finish
