#!/bin/sh
# Training on invented posts: the model is made, the same twice, and measured.
. tests/lib.sh

# world ACCOUNTS POSTS: half of the accounts sell, half of them help.
world() {
	awk -v accounts="$1" -v posts="$2" 'BEGIN {
		split("mug lamp chair cup desk plate", thing)
		for (a = 1; a <= accounts; a++)
			for (p = 1; p <= posts; p++) {
				id = 1000 + a * 100 + p
				what = thing[1 + (a + p) % 6]
				sells = (a + p) % 3 > 0 == a % 2
				text = sells ? "Buy our new " what " now, only $" p " today!" : \
					"Try to turn the " what " off and on, then it works because it resets"
				printf "{\"id\":\"%d\",\"text\":\"%s\",\"author_id\":\"%d\",\"lang\":\"en\"," \
					"\"created_at\":\"2020-01-%02dT10:00:00.000Z\"," \
					"\"author\":{\"id\":\"%d\",\"username\":\"user%d\",\"name\":\"User\"}}\n", \
					id, text, a, p, a, a > "posts.jsonl"
				printf "%d\t%s\t-\t-\tuser%d\t%s\n", id, \
					sells ? "promote" : "insight", a, \
					a <= accounts / 2 ? "left" : "right" > "labels.tsv"
			}
	}'
}
world 12 8
givetake -q import posts.jsonl --archive a.db >/dev/null

exits "trains" 0 givetake -q train labels.tsv --archive a.db -o one.tsv
has "writes weights by name" one.tsv "named	"
exits "does not write over a file" 73 \
	givetake -q train labels.tsv --archive a.db -o one.tsv
givetake -q train labels.tsv --archive a.db >two.tsv
check "makes the same model twice" cmp one.tsv two.tsv

exits "validates" 0 givetake -q train labels.tsv --archive a.db \
	--cross-validate 3 --format json
cp .out cv.json
check "measures all posts" jq -e '.posts == 96 and .accounts == 12' cv.json
check "learns what is plain" jq -e '.promote_f1 > 0.9' cv.json
check "gives intervals" jq -e \
	'.kappa3_95 | length == 2 and .[0] <= .[1]' cv.json
exits "leaves out each source in turn" 0 givetake -q train labels.tsv \
	--archive a.db --by-source --lean --format json
check "and measures it" jq -e '[.sources[] | .source] == ["left", "right"] and
	([.sources[] | .posts] | add) == 96' .out
exits "refuses one part" 2 givetake -q train labels.tsv --archive a.db \
	--cross-validate 1
printf '1\tpromote\n' >missing.tsv
exits "says when no post is there" 66 givetake -q train missing.tsv \
	--archive a.db
finish
