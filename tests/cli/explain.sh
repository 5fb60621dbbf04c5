#!/bin/sh
. tests/lib.sh

givetake import "$top/tests/data/pages.jsonl" >/dev/null
exits "a post" 0 givetake explain 1900000000000000003 --format json
check "has its most probable class" jq -e \
	'.class as $c | .probabilities | .[$c] == ([.[]] | max)' .out
check "probabilities add up" jq -e '[.probabilities[]] | add | . > 0.99 and . < 1.01' .out
check "signals have name, meaning and weight" jq -e \
	'.signals | length > 0 and all(.signal and .meaning and .contribution)' .out
# shellcheck disable=SC2016
check "those with words point at them" jq -e \
	'. as $d | [.signals[] | select(.start)] | length > 0 and
	all(.evidence as $e | $d.text | contains($e))' .out
check "each signal once for a class and place" jq -e \
	'[.signals[] | [.class, .meaning, .start, .end, .evidence]] |
	length == (unique | length)' .out
signals=$(jq '.signals | length' .out)
exits "for people" 0 givetake explain 1900000000000000003
check "has the strongest alone" test "$(wc -l <.out)" -lt "$signals"
has "and says how many there are" .out "weaker signals: --all"
exits "all of them" 0 givetake explain 1900000000000000003 --all
check "are there" test "$(wc -l <.out)" -gt "$signals"
exits "by its address" 0 givetake explain \
	https://x.com/Ada_Bakes/status/1900000000000000002
has "the link is shown" .out "https://grains.example/yeast"
exits "an account" 0 givetake explain @ada_bakes --format json
is "its classes add up" "$(jq '.answer + .link + .insight + .amplify + .ask + .promote + .chatter + .other - .posts' .out)" 0
check "its own handle belongs to it" jq -e '.own[] | select(.what == "@ada_bakes")' .out
exits "by its number" 0 givetake explain 11
exits "somebody unknown" 66 givetake explain @nobody
exits "a post that is not there" 66 givetake explain 1900000000000009999
exits "neither of both" 2 givetake explain 'what?'
exits "no archive" 66 givetake --archive none.db explain @ada_bakes
finish
