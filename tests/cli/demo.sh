#!/bin/sh
. tests/lib.sh

# A build folder of its own, so that several runs do not meet.
mkdir build
ln -s "$GIVETAKE_BUILD/givetake" "$GIVETAKE_BUILD/xsim" build/
exits "the demo" 0 "$top/tests/demo.sh" build
cp .out demo.out
has "shows the leaderboard" demo.out "What it looks like"
has "the evidence of the top account" demo.out "The posts that give most"
has "and what to try next" demo.out "Try on it"
has "a protected account is named" .err "protected"
has "a suspended one too" .err "suspended"
is "nothing is left running" "$(pgrep -f "$work/build/demo" || :)" ""
is "nothing is written beside the build folder" \
	"$(find "$HOME" "$work" -newer demo.out -type f -not -path '*/build/*' \
		-not -name '.*' -not -name demo.out)" ""

# The known characters come out as what they are.
GIVETAKE_ARCHIVE=$work/build/demo/archive.db
export GIVETAKE_ARCHIVE
givetake report accounts --all --format json >board.json
tier() {
	jq -r --arg h "$1" '.accounts[] | select(.handle == $h) | .tier' \
		board.json
}
rank() {
	jq -r --arg h "$1" '.accounts[] | select(.handle == $h) | .rank' \
		board.json
}
is "the taker" "$(tier fixfortunes)" taker
is "the dull brand" "$(tier brightwell_home)" taker
is "the newcomer" "$(tier newhandsnoor)" "not enough posts"
check "the disguised taker stands below the support desk" \
	test "$(rank coachdexfixit)" -gt "$(rank kettlecare_help)"
check "the expert stands above the non-profit's appeals" \
	test "$(rank mendwithmara)" -le "$(rank secondlife_org)"
unset GIVETAKE_ARCHIVE

# Edit one account of the world: the leaderboard follows.
xsim --demo --print --flat >world.jsonl
jq -c 'if .author.username == "cellwisejun" then
	.text = "Buy my course now, 50% off! Sign up: https://cellwise.example/course"
	| del(.entities, .note_tweet, .referenced_tweets, .in_reply_to_user_id)
	else . end' world.jsonl >edited.jsonl
check "the edit is there" grep -q '50% off! Sign up' edited.jsonl
givetake --archive before.db import world.jsonl >/dev/null
givetake --archive after.db import edited.jsonl >/dev/null
place() {
	givetake --archive "$1" report accounts --format json |
		jq '.accounts[] | select(.handle == "cellwisejun") | .ratio'
}
check "the account gave more than it took" \
	awk "BEGIN { exit !($(place before.db) > 4) }"
check "now it takes" awk "BEGIN { exit !($(place after.db) < 1) }"

# A world made by a seed is ranked by its truth.
start_sim --generate --seed 7 --accounts 40
curl -s "$url/sim/truth" >truth.json
jq -r '.accounts[].handle' truth.json | xargs givetake watch add 2>/dev/null
exits "a generated world" 0 givetake fetch --max-cost 100 --first-posts 500
givetake report accounts --format json >board.json
jq -r '.accounts[] | [.handle, .give_share_of_directional // .give_share] | @tsv' board.json |
	sort >got
jq -r '.accounts[] | [.handle, .give_share] | @tsv' truth.json | sort >true
join got true >both
rho=$(awk '
	{ x[NR] = $2; y[NR] = $3 }
	function rank(v, i,   j, r) {
		r = 1
		for (j = 1; j <= NR; j++)
			r += (v[j] < v[i]) + (j != i && v[j] == v[i]) / 2
		return r
	}
	END {
		for (i = 1; i <= NR; i++) {
			d = rank(x, i) - rank(y, i)
			sum += d * d
		}
		printf "%.3f", 1 - 6 * sum / (NR * (NR * NR - 1))
	}' both)
check "ranked by its truth: rank correlation $rho is at least 0.8" \
	awk "BEGIN { exit !($rho >= 0.8) }"

# The program knows nothing of the worlds it is shown.
{
	jq -r '.accounts[].handle' truth.json
	sed -n 's/^user //p' "$top"/cmd/xsim/demo/*.world
} | sort -u >handles
check "there are handles to look for" test -s handles
is "no handle of a world occurs in lib/" \
	"$(grep -rlwFf handles "$top/lib" || :)" ""
grep -h '^[a-z]* [-+=~<>"] ' "$top"/cmd/xsim/demo/*.world |
	cut -c1-60 | sed 's/^[a-z]* . //' | awk 'length > 30' | sort -u >texts
check "there are texts to look for" test -s texts
is "no text of a world occurs in lib/" "$(grep -rlFf texts "$top/lib" || :)" ""
finish
