#!/bin/sh
. tests/lib.sh

count() {
	sqlite3 "$HOME/.local/share/givetake/archive.db" "$1"
}
bill() {
	curl -s "$url/sim/bill" | jq -r "$1"
}

cat >world.jsonl <<'END'
{"id":"1900000000000000101","text":"first","author_id":"51","created_at":"2026-11-01T10:00:00Z","author":{"id":"51","username":"ann","name":"Ann","description":"likes tests"}}
{"id":"1900000000000000102","text":"second","author_id":"51","created_at":"2026-11-02T10:00:00Z","author":{"id":"51","username":"ann","name":"Ann"}}
{"id":"1900000000000000103","text":"third #topic","author_id":"52","created_at":"2026-11-20T10:00:00Z","author":{"id":"52","username":"ben","name":"Ben"}}
END
start_sim --world world.jsonl --clock clock --start 2026-11-21T10:00:00Z \
	--token test-token-not-secret
GIVETAKE_CLOCK=$work/clock
export GIVETAKE_CLOCK

exits "without a token" 77 env -u GIVETAKE_BEARER_TOKEN givetake fetch
givetake watch add @ann @ben @gone --search '#topic' --name topic 2>/dev/null
exits "one cycle; one account is not there" 3 givetake fetch
has "the missing one is named" .err "@gone"
has "the sum is told" .err "3 new posts"
is "all posts are there" "$(count 'SELECT count(*) FROM post')" 3
is "the profile too" "$(count "SELECT description FROM user WHERE handle = 'ann'")" "likes tests"
is "the bill is X's" "$(count "SELECT printf('%.4f', sum(gross) / 1e6) FROM ledger")" "$(bill .gross_usd)"
is "the post that came twice is billed once a day" \
	"$(count "SELECT printf('%.4f', sum(net) / 1e6) FROM ledger")" "$(bill .net_usd)"

before=$(bill .gross_usd)
rows=$(count "SELECT (SELECT count(*) FROM page) + (SELECT count(*) FROM post)
	+ (SELECT count(*) FROM ledger) + (SELECT count(*) FROM run)
	+ (SELECT count(*) FROM coverage) + (SELECT count(*) FROM poll_day)")
curl -s -X POST "$url/sim/clock?advance=3600" >/dev/null
exits "an idle poll" 0 givetake --quiet fetch
is "says nothing" "$(cat .out .err)" ""
is "costs nothing" "$(bill .gross_usd)" "$before"
is "leaves no row" "$(count "SELECT (SELECT count(*) FROM page)
	+ (SELECT count(*) FROM post) + (SELECT count(*) FROM ledger)
	+ (SELECT count(*) FROM run) + (SELECT count(*) FROM coverage)
	+ (SELECT count(*) FROM poll_day)")" "$rows"

curl -s -X POST "$url/sim/world" \
	-d '{"do":"post","user":"ann","text":"something new"}' >/dev/null
curl -s -X POST "$url/sim/clock?advance=60" >/dev/null
exits "something new" 0 givetake fetch
is "is read, alone" "$(count "SELECT count(*) FROM post")" 4
has "asked for by since_id" .err "1 new posts"

# The cap: never passed, the rest comes later.
curl -s -X POST "$url/sim/clock?advance=90000" >/dev/null
for i in $(seq 120); do
	echo "{\"do\":\"post\",\"user\":\"ben\",\"text\":\"post number $i\"}"
done | jq -s . | curl -s -X POST "$url/sim/world" -d @- >/dev/null
curl -s -X POST "$url/sim/clock?advance=60" >/dev/null
before=$(bill .gross_usd)
exits "a cap of ours ends the run" 4 givetake fetch --max-cost 0.20
has "and says what to do" .err "--max-cost"
is "it is never passed" \
	"$(bill .gross_usd | awk -v b="$before" '{ print ($1 - b <= 0.2) }')" 1
exits "the next run goes on" 0 givetake fetch --max-cost 5
is "until all is there" "$(count "SELECT count(*) FROM post")" 124

# What ends a cycle, each with its own exit status and sentence.
for case in "credits 4 credits" "spend-cap 4 spending" \
	"unauthorized 77 token" "forbidden 77 403"; do
	# shellcheck disable=SC2086
	set -- $case
	curl -s -X POST "$url/sim/fault?add=$1" >/dev/null
	exits "$1" "$2" givetake fetch
	has "$1 is explained" .err "$3"
	curl -s -X POST "$url/sim/fault?clear=all" >/dev/null
done
exits "rate limits ask to wait" 75 sh -c "
	curl -s -X POST '$url/sim/fault?add=rate-limit:seconds=600' >/dev/null
	givetake fetch --max-wait 10s"
curl -s -X POST "$url/sim/fault?clear=all" >/dev/null
exits "and all is well again" 0 givetake fetch

# The token is nowhere but in the request.
givetake --debug fetch >log.out 2>log.err
lacks "no token in the log" log.err test-token-not-secret
lacks "no token in the archive" \
	"$HOME/.local/share/givetake/archive.db" test-token-not-secret
exits "no token over plain http to elsewhere" 78 \
	env GIVETAKE_BASE_URL=http://api.example givetake fetch
lacks "nor in messages" .err test-token-not-secret
stop_sim
unset GIVETAKE_CLOCK
exits "nobody there" 69 givetake fetch
finish
