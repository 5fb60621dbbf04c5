#!/bin/sh
. tests/lib.sh

db=$HOME/.local/share/givetake/archive.db
# A program that was typed at may still be closing the archive.
count() {
	sqlite3 -cmd '.timeout 10000' "$db" "$1"
}
# typed KEYS ARGUMENTS...: audit on a terminal, with these keys
typed() {
	_keys=$1
	shift
	printf '%s' "$_keys" | timeout 20 script -qec \
		"givetake audit $*" /dev/null >"$work/.out" 2>&1
}

i=100
for text in "good morning" "Sign up for our course today, 20% off" \
	"Does anyone know a good mill?" "Try a longer proof, it helps"; do
	for n in 1 2 3; do
		i=$((i + 1))
		echo "{\"id\":\"1900000000000000$i\",\"text\":\"$text $n\",\"author_id\":\"81\",\"created_at\":\"2026-11-0${n}T10:00:00Z\",\"author\":{\"id\":\"81\",\"username\":\"ann\",\"name\":\"Ann \u001b[31m\",\"description\":\"bakes\"}}"
	done
done >posts.jsonl
exits "posts to begin with" 0 givetake import posts.jsonl

exits "nobody to ask" 2 givetake audit
has "one sentence says what to do" .err "label import"
exits "nothing to report" 66 givetake audit --report
exits "a wrong number" 2 givetake audit --n 0 --format csv

exits "a sample to label elsewhere" 0 givetake audit --n 5 --format csv \
	-o sample.csv
is "has its posts" "$(grep -c '^19' sample.csv)" 5
is "the classes are kept, not shown" \
	"$(count 'SELECT count(*) FROM audit')" 5
lacks "no class in the file" sample.csv promote
is "the same seed, the same sample" \
	"$(givetake audit --new --n 5 --format csv | cksum)" \
	"$(cksum <sample.csv)"
awk -F, 'NR == 1 { print; next } { sub(/,/, ",chatter"); print }' \
	sample.csv >filled.csv
exits "taken back filled" 0 givetake label import filled.csv
exits "reported" 0 givetake audit --report --format json
is "all of them" "$(jq -r '.labelled, .left' .out | tr '\n' ' ')" "5 0 "
is "by class" "$(jq -r '.classes[] | select(.class == "chatter") | .labelled' .out)" 5

if script -qec true /dev/null >/dev/null 2>&1; then
	count 'DELETE FROM user_label'
	typed 'pq' --new --n 4 --labeller ann
	has "asked on a terminal" .out "1 of 4"
	has "with the profile" .out "bakes"
	lacks "strangers cannot colour it" .out "$(printf '\033[31m')"
	is "the first answer is kept" \
		"$(count "SELECT class || labeller FROM user_label")" 5ann
	has "it says what is left" .out "3 are left"
	typed 'Scuin'
	is "it goes on where it ended; undo, skip" \
		"$(count 'SELECT group_concat(class) FROM (SELECT class FROM user_label ORDER BY class)')" "2,5"
	is "one was skipped" "$(count 'SELECT sum(skipped) FROM audit')" 1
	typed 'c'
	has "the end reports" .out "kappa"
	has "all are read" .out "All are read"
	is "labels count at once" \
		"$(count 'SELECT count(*) FROM score WHERE flags & 16')" 3
else
	skip "on a terminal" "no script(1)"
fi
exits "another sample" 0 givetake audit --new --n 100 --format csv
is "leaves out what has a label" \
	"$(count 'SELECT count(*) FROM audit JOIN user_label USING (post_id)')" 0
finish
