#!/bin/sh
# The card that explain shows of an account: every number by hand.
. tests/lib.sh

n=500
# post AUTHOR TEXT [MORE]
post() {
	n=$((n + 1))
	echo "{\"id\":\"1900000000000000$n\",\"text\":\"$2\",\"lang\":\"en\",\"author_id\":\"$1\",\"created_at\":\"2026-11-01T10:$((n % 50 + 10)):00Z\",\"author\":{\"id\":\"$1\",\"username\":\"u$1\",\"name\":\"U\",\"description\":\"d\",\"public_metrics\":{\"followers_count\":$1,\"following_count\":1,\"tweet_count\":1,\"listed_count\":0}}$3}"
}
reply() { # reply TO-NUMBER TO-USER
	echo ",\"in_reply_to_user_id\":\"$2\",\"referenced_tweets\":[{\"type\":\"replied_to\",\"id\":\"1900000000000000$1\"}],\"entities\":{\"mentions\":[{\"start\":0,\"end\":4,\"username\":\"u$2\",\"id\":\"$2\"}]}"
}
mention() {
	echo ",\"entities\":{\"mentions\":[{\"start\":0,\"end\":4,\"username\":\"u$1\",\"id\":\"$1\"}]}"
}
link() {
	echo ",\"entities\":{\"urls\":[{\"start\":0,\"end\":3,\"url\":\"https://t.co/x\",\"expanded_url\":\"https://$1/p\"}]}"
}
{
	post 61 "@u60 how long do you proof the rye dough?" "$(mention 60)" # 501
	post 62 "@u60 where can I buy such a mill?" "$(mention 60)"         # 502
	post 63 "@u60 lovely picture" "$(mention 60)"                      # 503
	post 64 "How do I keep the crust crisp over night?"                # 504
	post 60 "@u61 Try 12 hours at 4 degrees, it gives an open crumb." "$(reply 501 61)"
	post 60 "@u64 Try a paper bag instead, you can make sure it stays crisp for 12 hours." "$(reply 504 64)"
	post 60 "The clearest text on yeast that I have read" "$(link paper.example)"
	post 60 "A great list of mills" "$(link mills.example)"
	post 60 "More on rye from the same people" "$(link paper.example)"
	post 60 "good morning"
	post 60 "so tired today"
	post 60 "good night"
} >posts.jsonl
exits "posts to begin with" 0 givetake import posts.jsonl
givetake explain @u60 --format json >card.json
value() { # value MEASURE: value n of
	jq -r --arg m "$1" '.card[] | select(.measure == $m) |
		"\(.value) \(.n) \(.of)"' card.json
}
is "replies that answer" "$(value answer_rate)" "1 2 2"
is "questions to it" "$(value questions_answered)" "0.5 1 2"
is "links of others" "$(value others_links)" "1 3 3"
is "distinct sites" "$(value sites)" "2 null null"
is "evenly" "$(value sites_effective | cut -c1-4)" 1.89
is "too few to rarefy" "$(value sites_rarefied)" "null null null"
is "who was addressed back" "$(value reciprocity | cut -d' ' -f2-)" "1 3"
is "unprompted" "$(value unprompted_giving)" "0.5 1 2"
is "shares have an interval" \
	"$(jq '.card[] | select(.measure == "questions_answered") |
		.low < .value and .value < .high' card.json)" true
is "gauges" "$(jq -c '[.gauges[].gauge]' card.json)" \
	'["4-1-1","5-3-2","thirds","80/20","30/60/10","informer"]'
is "say too little where there is" \
	"$(jq -r '.gauges[0].missing' card.json)" \
	"fewer than 10 posts: nothing to say"
exits "a window without posts" 0 env GIVETAKE_CLOCK= givetake explain @u60 --last 1h --format json
is "has none" "$(jq -r '.card[] | select(.measure == "answer_rate") | .value' .out)" null
exits "a table" 0 givetake explain @u60
has "with what each is of" .out "replies to others that answer"
finish
