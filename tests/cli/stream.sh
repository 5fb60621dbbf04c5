#!/bin/sh
# The filtered stream: rules in step, every post billed once, breaks closed by
# polling, caps, and the ends it can come to.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

rules() { # rules: what X has, by value
	curl -s "$url/2/tweets/search/stream/rules" -H 'Authorization: Bearer x' |
		jq -r '.data[]?.value' | sort | tr '\n' ' '
}
ask() {
	sqlite3 -cmd '.timeout 9000' archive.db "$1"
}
posts() {
	ask 'SELECT count(*) FROM post'
}
bill() {
	curl -s "$url/sim/bill" | jq -r "$1"
}
post() { # post TEXT...: by ann1, now
	for _text in "$@"; do
		printf '{"do":"post","user":"ann1","text":"%s"}\n' "$_text"
	done | jq -s . | curl -sf -o .curl -d @- "$url/sim/world"
}
# No request is under way but the stream itself, which holds ten posts; a post
# that broke off stays.  What is ended in the middle of one stays reserved too.
is_settled() {
	sleep 0.2
	[ "$(ask "SELECT count(*) FROM ledger WHERE state = 'reserved'
		AND reserved NOT IN (5000, 50000)")" = 0 ]
}
# The server notices when it sends the next sign of life.
is_closed() {
	later 21
	[ "$(curl -s "$url/2/connections" -H 'Authorization: Bearer x' |
		jq .meta.result_count)" = 0 ]
}
is_open() {
	[ "$(curl -s "$url/2/connections" -H 'Authorization: Bearer x' |
		jq .meta.result_count)" = 1 ]
}
polls() {
	bill '[.by_endpoint[].requests] | add'
}
has_polled() { # has_polled N: more requests than N, and all are over
	[ "$(polls)" -gt "$1" ] && is_settled
}
has_posts() {
	[ "$(posts)" -ge "$1" ]
}
told() { # told TEXT [TIMES]: on stderr
	[ "$(grep -c "$1" .err)" -ge "${2:-1}" ]
}
stream() { # stream [OPTIONS]: in the background
	: >.err
	timeout 300 givetake stream --max-cost 100 "$@" >.out 2>.err &
	pid=$!
	until_true told "the stream is open"
}
end_stream() { # end_stream SIGNAL; the status goes to $status
	kill "-$1" "$(pgrep -P $pid)"
	wait $pid
	status=$?
}

begin_world "12 3" || exit 1
givetake --quiet watch add --search teapot --name pots
givetake --quiet watch add --mentions @ann2
curl -s -o .curl "$url/2/tweets/search/stream/rules" \
	-H 'Authorization: Bearer x' -d '{"add":[{"value":"cups","tag":"mine"},
	{"value":"from:gone","tag":"givetake:99"}]}'

# Rules
check "connects" stream
is "has a rule for each source, and leaves others alone" "$(rules)" \
	"@ann2 cups from:ann1 from:ann2 teapot "
has "the others are told of" .err "1 other rules of this app are left alone"
is "the first cycle has polled" "$(posts)" 15
asked=$(polls)
later 31
check "polls once more when the rules hold" until_true has_polled "$asked"

# Posts
before=$(bill .posts)
post "hello" "a teapot" "hi @ann2" "cups"
check "posts come" until_true has_posts 19
is "and are billed once" $(($(bill .posts) - before)) 4
is "one that matches two rules stands once" \
	"$(ask "SELECT count(*) FROM post WHERE text = 'a teapot'")" 1
is "the ledger knows them" "$(ask "SELECT sum(posts), sum(gross) FROM ledger
	WHERE purpose = 'stream' AND state = 'settled'")" "4|20000"
is "by source, and others apart" "$(ask "SELECT count(DISTINCT source_id),
	count(*) FROM ledger WHERE purpose = 'stream' AND state = 'settled'")" "3|3"
later 40
post "one more"
until_true has_posts 20
before=$(bill .posts)
later 4000
until_true test "$(bill '.by_endpoint["/2/users/:id/tweets"].requests')" -gt 2
check "polling does not read them again" test "$(bill .posts)" = "$before"
givetake --quiet watch remove --search teapot 2>/dev/null ||
	givetake --quiet watch remove pots
givetake --quiet watch add --search kettle --name kettles
later 1000
rules_are() {
	[ "$(rules)" = "$1" ]
}
check "rules follow what is watched" until_true \
	rules_are "@ann2 cups from:ann1 from:ann2 kettle "

# A rule of somebody else's: billed, not kept.
printf '%s' '[{"do":"user","username":"zed","id":"9001"},
	{"do":"post","user":"zed","text":"cups for all"}]' |
	curl -sf -o .curl -d @- "$url/sim/world"
billed() {
	[ "$(ask "SELECT sum(posts) FROM ledger WHERE purpose = 'stream'")" = \
		"$1" ]
}
check "what another rule brings is billed" until_true billed 6
is "and not kept" "$(ask "SELECT count(*) FROM post WHERE text LIKE 'cups for%'")" 0
end_stream TERM
is "SIGTERM ends it cleanly" "$status" 0
check "the connection is closed" until_true is_closed
is "nothing stays reserved" "$(ask "SELECT count(*) FROM ledger
	WHERE state = 'reserved'")" 0
is "no lease is left" "$(ask 'SELECT count(*) FROM source
	WHERE lease IS NOT NULL')" 0
check "the log is JSON" jq -es 'map(.event) | index("connected") != null' \
	"$HOME/.local/state/givetake/events.jsonl"

# Breaks of all kinds; what was written meanwhile is polled.
n=$(posts)
while read -r name words; do
	stream || report 1 "$name: connects"
	later 31
	post "before $name"
	n=$((n + 1))
	until_true has_posts "$n" || report 1 "$name: a post comes"
	fault "$name"
	case $name in
	stream-cut*) post "during $name"; n=$((n + 1)) ;;
	esac
	later 31 # a sign of life is due, or missing
	check "$name: is told" until_true told "$words"
	no_faults
	post "after $name"
	n=$((n + 1))
	check "$name: connects again" until_true told "the stream is open" 2
	later 60
	check "$name: what fell into the break is read" until_true has_posts "$n"
	check "$name: and paid for" until_true is_settled
	end_stream INT
	is "$name: Ctrl-C ends it" "$status" 0
	check "$name: the connection is closed" until_true is_closed
done <<'END'
stream-end:count=1 X has ended the stream
stream-end:count=3 X has ended the stream
stream-silent:every=1,count=9999 has gone silent
stream-cut:count=1 X has ended the stream
END
is "the breaks are not left as holes" "$(ask "SELECT count(*) FROM coverage
	WHERE reason = 'outage' AND source_id = 1")" 0
is "a post that broke off stays counted as spent" "$(ask "SELECT sum(reserved)
	FROM ledger WHERE state = 'reserved'")" 5000

# Refused connections: X asks for longer pauses.
while read -r name words; do
	fault "$name:count=2,path=/stream?"
	stream || report 1 "$name: connects in the end"
	has "$name: is told" .err "$words"
	end_stream TERM
	no_faults
	until_true is_closed
done <<'END'
503 connecting again in 5 s
503 connecting again in 10 s
stream-busy connecting again in 60 s
stream-busy connecting again in 120 s
rate-limit connecting again in 9
reset connecting again in 0 s
END
fault "unauthorized:every=1,path=/stream?"
exits "a refused token ends it" 77 timeout 60 givetake stream
no_faults
fault "credits:every=1,path=/stream?"
exits "no credits end it" 4 timeout 60 givetake stream
no_faults

# kill -9: what may have been under way counts as spent, nothing is lost.
stream
later 31
post "seen before the end"
n=$((n + 1))
until_true has_posts "$n"
until_true is_settled
kill -9 "$(pgrep -P $pid)"
wait $pid
is "after kill -9 ten more stay so" "$(ask "SELECT sum(reserved)
	FROM ledger WHERE state = 'reserved'")" 55000
post "while nobody listened"
later 9000
post "and later"
later 60
stream
post "the first to come again"
n=$((n + 3))
until_true has_posts $((n - 2))
later 31
check "the next one reads what was missed" until_true has_posts "$n"
end_stream TERM
later 4000
before=$(bill .posts)
fetch
fetch
check "a fetch reads nothing again" test "$(bill .posts)" = "$before"
is "all is here" "$(posts)" "$n"

# Killed again and again while posts come: none is lost, none charged twice.
next_morning
fetch
n=$(posts)
before=$(bill .posts_net)
for after in 0.2 0.4 0.6 0.9 1.3; do
	timeout -s KILL $after givetake --quiet stream --max-cost 100 \
		>.out 2>.err &
	pid=$!
	for _ in 1 2 3 4 5 6 7 8; do
		post "while it is killed"
		n=$((n + 1))
		sleep 0.1
	done
	wait $pid 2>/dev/null
	later 321 # the dead one's leases end, and X sees that it is gone
done
later 4000
fetch
is "killed five times: all is here" "$(posts)" "$n"
is "and charged once" "$(($(bill .posts_net) - before))" 40
is "the archive is whole" "$(ask 'PRAGMA integrity_check')" ok

# A cap ends it before it is exceeded.
next_morning
sqlite3 archive.db "DELETE FROM ledger"
before=$(bill .posts)
: >.err
timeout 60 givetake stream --max-cost 0.20 >.out 2>.err &
pid=$!
until_true told "the stream is open"
i=0
while [ $i -lt 60 ] && kill -0 $pid 2>/dev/null; do
	i=$((i + 1))
	post "post number $i"
	sleep 0.02
done
wait $pid
is "a cap ends it" $? 4
has "and it says so" .err "not read to the end: the stream"
check "it was kept: $(($(bill .posts) - before)) posts" \
	test $(($(bill .posts) - before)) -le 40
exits "no room under the cap" 4 timeout 60 givetake stream --max-cost 0.05

# In real time: posts come at once, and a signal ends it at once.
unset GIVETAKE_CLOCK
stop_sim
start_sim --world world.json || exit 1
rm -f archive.db*
givetake --quiet watch add @ann1
timeout 60 givetake --quiet stream --max-cost 100 >.out 2>.err &
pid=$!
until_true is_open
began=$(date +%s%N)
post "in real time"
check "a post comes" until_true has_posts 13
check "at once: $((($(date +%s%N) - began) / 1000000)) ms" \
	[ $((($(date +%s%N) - began) / 1000000)) -lt 10000 ]
is "without a word" "$(cat .out .err)" ""
began=$(date +%s%N)
end_stream INT
is "Ctrl-C ends it" "$status" 0
check "at once, too: $((($(date +%s%N) - began) / 1000000)) ms" \
	[ $((($(date +%s%N) - began) / 1000000)) -lt 10000 ]

# Nothing to stream.
rm -f archive.db*
givetake --quiet watch add --x-list 5 --name none
exits "lists alone cannot be streamed" 2 timeout 60 givetake stream
finish
