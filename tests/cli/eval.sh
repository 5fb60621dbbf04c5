#!/bin/sh
# Measuring against a file of labels.
. tests/lib.sh

cat >posts.jsonl <<'END'
{"id":"11","text":"Buy our new mug now, only $5 today! https://t.co/a","entities":{"urls":[{"start":36,"end":50,"url":"https://t.co/a","expanded_url":"https://frobmugs.example/shop"}]},"author_id":"1","lang":"en","created_at":"2020-01-01T10:00:00.000Z","author":{"id":"1","username":"frobmugs","name":"Frob Mugs"}}
{"id":"12","text":"Does anyone know a good place for lunch?","author_id":"2","lang":"en","created_at":"2020-01-01T10:00:00.000Z","author":{"id":"2","username":"anna","name":"Anna"}}
{"id":"13","text":"lol so tired today, going to bed","author_id":"2","lang":"en","created_at":"2020-01-02T10:00:00.000Z","author":{"id":"2","username":"anna","name":"Anna"}}
END
printf 'id\tlabel\tflags\tsecond\tauthor\tsource\n' >labels.tsv
printf '%s\t%s\t-\t-\t%s\tmade\n' 11 promote frobmugs 12 ask anna \
	13 chatter anna 99 link nobody >>labels.tsv
givetake -q import posts.jsonl --archive a.db >/dev/null

exits "measures" 0 givetake eval labels.tsv --archive a.db --format json
cp .out eval.json
has "says what is missing" .err "1 of the labelled posts"
check "has the six measures" jq -e '[.macro_f1, .promote_f1, .kappa8,
	.kappa3, .ece] | all(type == "number")' eval.json
check "has the rank correlation, here of too few" jq -e \
	'has("account_spearman") and .account_spearman == null' eval.json
check "counts the labels" jq -e '.posts == 3 and .accounts == 2 and
	([.confusion[] | to_entries[] | .value | numbers] | add) == 3' eval.json
check "is right about plain posts" jq -e '.accuracy == 1' eval.json
exits "shows a table" 0 givetake eval labels.tsv --archive a.db
has "with the classes" .out "promote"
printf '[score]\nmodel = rules\n' >rules.ini
exits "works with the rules" 0 givetake eval labels.tsv --archive a.db \
	--config rules.ini --intervals
exits "takes another model" 0 givetake eval labels.tsv --archive a.db \
	--model rules --format json
check "which says other chances" jq -e --slurpfile a eval.json \
	'.calibration != $a[0].calibration' .out
exits "knows no third one" 2 givetake eval labels.tsv --archive a.db \
	--model guess
exits "measures each source" 0 givetake eval labels.tsv --archive a.db \
	--by-source --lean --format json
check "by name" jq -e '(.sources | length) == 1 and
	.sources[0].source == "made" and .sources[0].posts == 3' .out
check "and expanded links apart" jq -e '.expanded_posts == 1 and
	.expanded_accuracy == 1' .out
printf '11\tnonsense\n' >bad.tsv
exits "refuses a class that is none" 65 givetake eval bad.tsv --archive a.db
has "naming the line" .err "bad.tsv:1"

if [ -d "$shared/data/labelled" ]; then
	givetake -q import "$shared/data/labelled/posts.jsonl" \
		--archive real.db >/dev/null
	exits "measures real posts" 0 givetake -q eval \
		"$shared/data/labelled/labels.tsv" --archive real.db \
		--format json
	check "agrees with their readers" jq -e '.posts > 6000 and
		.macro_f1 > 0.6 and .kappa3 > 0.6 and .ece < 0.2' .out
else
	skip "measures real posts" "no labelled posts at hand"
fi
finish
