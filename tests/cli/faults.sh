#!/bin/sh
# Whatever goes wrong between here and X: in the end the archive holds what
# the API shows, and nothing was charged twice.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "230 120 12 1" || exit 1
check "reads the world" fetch
check "all of it" same_as_world

# Each fault strikes while new posts are read, one account beyond a page.
while read -r name sizes; do
	next_morning
	more_posts "${sizes:-9 3 1 0}"
	fault "$name" || exit 1
	settle || {
		report 1 "$name: ends well"
		sed 's/^/# /' .err
	}
	no_faults
	later 1000 # what X left out without a word comes with the next cycle
	check "$name: fetches once more" fetch
	check "$name: archive and world agree" same_as_world
	check "$name: the bill is right" same_as_bill
done <<'END'
500:count=2
502:count=2,body=html
503:count=3,body=empty
504:count=2
not-found:count=2
not-found:count=2,body=html
html:count=2
reset:count=3
hang:count=1,seconds=2
cut:count=2 104 3 1 0
cut:count=1,bytes=0
cut:count=1,bytes=40
gzip:every=1
gzip-cut:count=2
drip:count=1,seconds=3
stall:count=1,seconds=3
reset-after:count=2
no-rate-headers:every=1
surrogate:every=1
surrogate:every=2,in=text
invalid-utf8:every=1
unknown-fields:every=1
number-strings:every=1
rate-limit:count=2,seconds=600 104 3 1 0
rate-limit-bare:count=2
rate-limit-bare:count=1,seconds=30
rate-limit-old:count=2
rate-limit-text:count=2
rate-limit-remaining:count=3
empty-page:count=3 104 3 1 0
lost-page:count=2 104 3 1 0
repeat-page:count=2 104 3 1 0
duplicate-posts:count=2 104 3 1 0
endless-token:count=30 104 3 1 0
expired-token:count=2 104 3 1 0
no-data:count=1
errors-only:count=2
redirect:count=2
END

# Faults that end the cycle: one request says it, and no more are made.
while read -r name status words; do
	next_morning
	more_posts "3 3 1 0"
	before=$(curl -s "$url/sim/requests" | jq length)
	fault "$name:every=1"
	exits "$name: exit status" "$status" fetch
	has "$name: says why" .err "$words"
	no_faults
	made=$(($(curl -s "$url/sim/requests" | jq length) - before))
	check "$name: $made requests, no more than were under way" \
		[ "$made" -le 4 ]
	check "$name: goes on afterwards" fetch
	check "$name: archive and world agree" same_as_world
	check "$name: the bill is right" same_as_bill
done <<'END'
unauthorized 77 does not accept the token
unauthorized-old 77 does not accept the token
credits 4 credits are used up
credits-old 4 credits are used up
forbidden 77 X forbids this (403)
not-enrolled 77 X forbids this (403)
unsupported-auth 77 X forbids this (403)
spend-cap 4 spending limit set in the developer console
usage-cap 4 cap on post reads
usage-cap:period=Daily 4 cap on post reads
END

# A whole outage ends the cycle soon, and is no reason to ask each account.
next_morning
more_posts "3 3 1 1"
fault 503:every=1
exits "outage: exit status" 69 fetch
has "outage: says so" .err "try again"
no_faults
later 2000
check "outage: goes on afterwards" settle
check "outage: archive and world agree" same_as_world

# Late posts: shown up to 20 minutes after they were written.
next_morning
fault "late:minutes=20,percent=60"
more_posts "4 4 4 4"
for _ in 1 2 3 4 5; do
	fetch
	later 400
done
check "late posts: archive and world agree" same_as_world
no_faults

# The token goes nowhere else.
rm -f other.port
xsim --world world.json --port-file other.port >other.out 2>&1 &
other=$!
until_true test -s other.port
next_morning
fault "redirect:count=5,url=http://127.0.0.1:$(cat other.port)"
fetch
is "a redirect is not followed" \
	"$(curl -s "http://127.0.0.1:$(cat other.port)/sim/requests")" "[]"
kill "$other"
no_faults
later 90000
settle
check "redirect: archive and world agree" same_as_world
finish
