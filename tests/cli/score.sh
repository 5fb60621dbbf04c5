#!/bin/sh
. tests/lib.sh

db=$HOME/.local/share/givetake/archive.db
dump() {
	sqlite3 "$db" "SELECT rid, class, hex(probs), flags, weight, give, take,
		own_version FROM score ORDER BY rid;
		SELECT author_id, day, hex(sums) FROM day_sum
		ORDER BY author_id, day"
}
# posts ACCOUNT FIRST N TEXT: as many posts of an account
posts() {
	for n in $(seq "$3"); do
		echo "{\"id\":\"19000000000000$1$(($2 + n))\",\"text\":\"$(printf %s "$n" | tr 0-9 a-j): $4?\",\"author_id\":\"$1\",\"created_at\":\"2026-11-0$((n % 9 + 1))T10:00:00Z\",\"author\":{\"id\":\"$1\",\"username\":\"acc$1\"}}"
	done
}
{
	posts 91 100 14 "Sign up for our course today, 20% off, seats"
	posts 91 200 10 "Does anyone know a good mill for rye"
	posts 92 100 14 "Sign up for our course today, 20% off, seats"
	posts 92 200 8 "We measured the salt: on average 2% more crumb because"
} >posts.jsonl
exits "posts to begin with" 0 givetake import posts.jsonl
dump >before
exits "nothing is due" 0 givetake score
has "and says so" .err "nothing was due"
exits "all anew" 0 givetake score --all
dump >after
check "is as it was" cmp before after

printf 'ask\t0\t1\n' >asks-take.tsv
exits "what other weights would do" 0 givetake score --weights asks-take.tsv \
	--format json
is "those who ask fall" \
	"$(jq -r '.accounts[] | select(.handle == "acc91") | .ratio_b < .ratio_a' .out)" true
dump >after
check "nothing stored changed" cmp before after
printf 'ask\t0.5\t0\n' >same.tsv
exits "two files" 0 givetake score --weights same.tsv --vs asks-take.tsv \
	--format json
cp .out two.json
givetake score --weights asks-take.tsv --format json >one.json
is "as against the present ones" \
	"$(jq -c '[.accounts[] | [.id, .ratio_a, .ratio_b]]' two.json)" \
	"$(jq -c '[.accounts[] | [.id, .ratio_a, .ratio_b]]' one.json)"
givetake report accounts --format json >board.json
is "A is what the leaderboard says" \
	"$(jq -c '[.accounts[] | {id, r: .ratio, k: .rank}] | sort_by(.id)' board.json)" \
	"$(jq -c '[.accounts[] | {id, r: .ratio_a, k: .rank_a}] | sort_by(.id)' one.json)"
printf '[score]\nweights = asks-take.tsv\n' >givetake.ini
givetake report accounts --format json >board.json
is "B is what it would say" \
	"$(jq -c '[.accounts[] | {id, r: .ratio, k: .rank}] | sort_by(.id)' board.json)" \
	"$(jq -c '[.accounts[] | {id, r: .ratio_b, k: .rank_b}] | sort_by(.id)' one.json)"
rm givetake.ini
givetake score --quiet
dump >after
check "and back" cmp before after

# The zone decides whose day a post is of.
TZ=Asia/Tokyo givetake score --quiet
TZ=Pacific/Kiritimati givetake score --quiet
dump >elsewhere
check "another zone, other days" sh -c '! cmp -s before elsewhere'
givetake score --quiet
dump >after
check "the first again" cmp before after

printf 'repeat_days\t3\n' >repeat.tsv
exits "what is not stored" 2 givetake score --weights repeat.tsv
has "is said" .err "repeat_days"
printf 'ask\tmany\t1\n' >bad.tsv
exits "a bad file" 78 givetake score --weights bad.tsv
has "is named" .err "bad.tsv"
exits "no such file" 66 givetake score --weights none.tsv
exits "--vs alone" 2 givetake score --vs same.tsv
finish
