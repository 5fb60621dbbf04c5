#!/bin/sh
# Lists, quotes, mentions, the full archive, and what replies reply to.
. tests/lib.sh

ask() {
	sqlite3 "$HOME/.local/share/givetake/archive.db" "$1"
}
bill() {
	curl -s "$url/sim/bill" | jq -r "$1"
}
change() { # change JSON...: of the world
	printf '%s\n' "$@" | jq -s . |
		curl -sf -o /dev/null -d @- "$url/sim/world"
}
later() {
	curl -s -o /dev/null -X POST "$url/sim/clock?advance=$1"
}
fetch() {
	timeout 60 givetake --quiet fetch --max-cost 100 "$@" >.out 2>.err
}

# ann writes; ben answers her and people who are not watched.
post() { # post ID USER TEXT DAY [EXTRA]
	printf '{"id":"%s","text":"%s","author_id":"%s","created_at":"2026-%sT10:00:00Z","author":{"id":"%s","username":"user%s","name":"U"}%s}\n' \
		"$1" "$3" "$2" "$4" "$2" "$2" "${5:-}"
}
reply_to() { # reply_to ID USER
	printf ',"in_reply_to_user_id":"%s","referenced_tweets":[{"type":"replied_to","id":"%s"}]' "$2" "$1"
}
{
	post 1850000000000000001 51 "a question" 11-18
	post 1850000000000000002 71 "a stranger asks" 11-18
	post 1850000000000000003 72 "another stranger" 11-18
	post 1850000000000000004 72 "soon gone" 11-18
	post 1850000000000000011 52 "an answer" 11-19 "$(reply_to 1850000000000000001 51)"
	post 1850000000000000012 52 "help" 11-19 "$(reply_to 1850000000000000002 71)"
	post 1850000000000000013 52 "more help" 11-19 "$(reply_to 1850000000000000002 71)"
	post 1850000000000000014 52 "thanks" 11-19 "$(reply_to 1850000000000000003 72)"
	post 1850000000000000015 52 "and to you" 11-19 "$(reply_to 1850000000000000004 72)"
	for i in $(seq 21 45); do
		post "18500000000000000$i" 53 "listed bread $i" 11-20
	done
	post 1850000000000000051 54 "old bread" 03-20
} >world.jsonl
start_sim --world world.jsonl --clock clock --start 2026-11-21T10:00:00Z
GIVETAKE_CLOCK=$work/clock
export GIVETAKE_CLOCK
change '{"do":"delete","id":"1850000000000000004"}'

# Parents
givetake --quiet watch add @user51 @user52
fetch
is "without parents" "$(ask 'SELECT count(*) FROM post')" 6
before=$(bill .posts)
exits "with parents" 0 fetch --depth parents
is "each is bought once" "$(($(bill .posts) - before))" 2
is "in one request" "$(bill '.by_endpoint["/2/tweets"].requests')" 1
is "and stands beside the watched ones" \
	"$(ask 'SELECT count(*) FROM post WHERE included = 1')" 2
later 90000
exits "again" 0 fetch --depth parents
is "no more is asked" "$(bill '.by_endpoint["/2/tweets"].requests')" 1
change '{"do":"post","user":"user52","text":"to the gone one","reply_to":"1850000000000000003"}'
later 60
fetch --depth parents
is "a parent that is here is not bought again" \
	"$(bill '.by_endpoint["/2/tweets"].requests')" 1
change '{"do":"post","user":"user71","text":"one more question"}'
asked=$(curl -s "$url/2/users/71/tweets" -H 'Authorization: Bearer x' |
	jq -r '.data[0].id')
later 7200
for i in 1 2 3 4 5; do
	echo "{\"do\":\"post\",\"user\":\"user52\",\"text\":\"answer $i\",\"reply_to\":\"$asked\"}"
done >changes
change "$(cat changes)"
later 60
exits "no money for a parent" 4 fetch --depth parents --max-cost 0.027
has "is said" .err "posts replied to"
exits "money" 0 fetch --depth parents
is "it is bought then" "$(ask "SELECT count(*) FROM post WHERE id = $asked")" 1
later 2700000
fetch --depth parents
is "what was gone is asked for again after a month" \
	"$(bill '.by_endpoint["/2/tweets"].requests')" 3

# A list: page until a known post.
change '{"do":"list","id":"5","name":"Bakers","owner_id":"53","member_ids":["53"]}'
givetake --quiet watch add --x-list 5 --name bakers
fetch --first-posts 10
is "a list begins with its newest" \
	"$(ask "SELECT count(*) FROM post WHERE author_id = 53")" 10
later 3600
before=$(bill .posts)
fetch
is "an idle list costs a few posts" $(($(bill .posts) - before)) 5
rows=$(ask 'SELECT count(*) FROM ledger')
runs=$(ask 'SELECT count(*) FROM run')
billed=$(ask 'SELECT sum(gross) FROM ledger')
for _ in 1 2 3; do
	later 1200
	fetch
done
is "idle polls of a list add no row" "$(ask 'SELECT count(*) FROM ledger')" "$rows"
is "nor runs" "$(ask 'SELECT count(*) FROM run')" "$runs"
is "but their cost" $(($(ask 'SELECT sum(gross) FROM ledger') - billed)) 75000
for i in $(seq 12); do
	echo "{\"do\":\"post\",\"user\":\"user53\",\"text\":\"bread number $i\"}"
done >changes
change "$(cat changes)"
later 60
before=$(bill .posts)
fetch
is "all that is new comes" "$(ask "SELECT count(*) FROM post
	WHERE text LIKE 'bread number%'")" 12
check "without much that is known: $(($(bill .posts) - before)) for 12" \
	test $(($(bill .posts) - before)) -le 25
check "lists are a line of the costs" test "$(givetake cost --by kind \
	--format json | jq '.cost[] | select(.kind == "list") | .posts > 20')" \
	= true

# Quotes and mentions
givetake --quiet watch add \
	--quotes-of https://x.com/user51/status/1850000000000000001
givetake --quiet watch add --mentions @user51
change '{"do":"post","user":"user54","text":"look at this","quote_of":"1850000000000000001"}' \
	'{"do":"post","user":"user54","text":"hello @user51"}'
later 60
exits "quotes and mentions" 0 fetch
is "a quote is read" "$(ask "SELECT count(*) FROM post
	WHERE quote_of_id = 1850000000000000001")" 1
is "a mention too" "$(ask "SELECT count(*) FROM post
	WHERE text = 'hello @user51'")" 1

# A search sees seven days, the full archive everything.
givetake --quiet watch add --search 'old bread' --name week
later 60
fetch
is "too old for a search" "$(ask "SELECT count(*) FROM post
	WHERE text = 'old bread'")" 0
exits "--all is for searches" 2 givetake watch add --all @user51
givetake --quiet watch add --search 'old bread' --all --name ever
fetch
is "not for the full archive" "$(ask "SELECT count(*) FROM post
	WHERE text = 'old bread'")" 1
is "which covers everything" "$(ask "SELECT min(from_at) < 1200000000
	FROM coverage c JOIN source s ON s.id = c.source_id
	WHERE s.kind = 'archive'")" 1
later 1296000
fetch
is "two weeks later a week of the search is lost" "$(ask "SELECT count(*)
	FROM coverage c JOIN source s ON s.id = c.source_id
	WHERE s.kind = 'search' AND c.reason = 'reach'")" 1
exits "a list" 0 givetake watch list
has "of everything" .out "1850000000000000001"

finish
