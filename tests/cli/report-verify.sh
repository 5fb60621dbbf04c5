#!/bin/sh
# Reports that were kept, made again.
. tests/lib.sh
. "$top/tests/small.sh"
invent >posts.jsonl
givetake import posts.jsonl >/dev/null 2>&1

for ending in html md json; do
	givetake report accounts --last 4w -o "kept.$ending"
	exits "$ending: the same" 0 givetake report verify "kept.$ending"
	has "$ending: says so" .out "Result: same"
done
set_clock 2026-12-01T00:00:00Z
exits "weeks later it is the same window" 0 givetake report verify kept.html

# A time zone of its own.
exits "made elsewhere" 0 env TZ=Pacific/Auckland givetake report accounts \
	--since 2026-10-03 --until 2026-10-10 -o zone.md
exits "it is checked with the days of there" 0 givetake report verify zone.md

# The archive grows.
post 1 20 2026-10-16 giver "Ann Giver" \
	"Tip 20: rinse the rice twice because the starch clouds, then steam it." \
	>more.jsonl
givetake import more.jsonl >/dev/null 2>&1
exits "a late post" 1 givetake report verify kept.html --format json
is "the row that moved is told" "$(jq -r '.differences[] | select(.part ==
	"accounts" and .what == "giver") | .change' .out)" changed
is "and how many came" "$(jq .posts_arrived_since .out)" 1
is "that the model is the same" "$(jq -c .model_now .out)" null
exits "a window that it is not in" 0 givetake report verify zone.md

# A post is withdrawn; an account is forgotten.
givetake report accounts -o second.json
set_clock 2026-12-01T01:00:00Z
givetake forget @newcomer --yes >/dev/null 2>&1 ||
	givetake forget @newcomer >/dev/null 2>&1
exits "an account is gone" 1 givetake report verify second.json --format json
is "its row too" "$(jq -r '.differences[] | select(.what == "newcomer") |
	.change' .out)" gone
is "counted as withdrawn" "$(jq '.withdrawn_since > 0' .out)" true

# Another model.
givetake report accounts -o third.md
printf '[score]\nmodel = trained\n' >"$HOME/.config/givetake/config.ini"
givetake report verify third.md --format json >.out 2>/dev/null
is "another model is named" "$(jq -r '.model_now | type' .out)" string

# What is no report, or a damaged one.
echo '{"schema":"other"}' >other.json
exits "another file" 65 givetake report verify other.json
has "says what to give" .err "JSON, HTML or Markdown"
exits "no file" 66 givetake report verify nothing.html
sed 's/"timezone":"[^"]*"/"timezone":"Nowhere\/Land"/' second.json |
	sed 's/"timezone": "[^"]*"/"timezone":"Nowhere\/Land"/' >damaged.json
exits "a damaged one" 65 givetake report verify damaged.json
has "what is damaged" .err "time zone"
sed 's/"report":"accounts"/"report":"unheard"/' second.json >unknown.json
exits "an unknown report" 65 givetake report verify unknown.json
exits "a table carries nothing" 65 sh -c \
	'givetake report accounts >t.txt; givetake report verify t.txt'
finish
