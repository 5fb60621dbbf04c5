#!/bin/sh
. tests/lib.sh

count() {
	sqlite3 "$HOME/.local/share/givetake/archive.db" "$1"
}
post=1900000000000000301

for i in 1 2 3; do
	echo "{\"id\":\"190000000000000030$i\",\"text\":\"just a rainy day no $i\",\"author_id\":\"71\",\"created_at\":\"2026-11-0${i}T10:00:00Z\",\"author\":{\"id\":\"71\",\"username\":\"ann\"}}"
done >posts.jsonl
exits "posts to begin with" 0 givetake import posts.jsonl
before=$(count 'SELECT hex(sums) FROM day_sum ORDER BY day')
exits "a label" 0 givetake label $post insight --flags S --by "ann b"
givetake explain $post --format json >post.json
is "outranks the scorer" "$(jq -r .class post.json)" insight
has "and says so" post.json "set by you"
has "the flag too" post.json "leads to an own site"
is "the stored score follows" "$(count "SELECT class || ' ' || (flags & 17) || ' ' || give || ' ' || take
	FROM score JOIN post USING (rid) WHERE id = $post")" "2 17 0.5 0.5"
is "so do the sums" \
	"$(count "SELECT count(*) FROM day_sum WHERE instr('$before', hex(sums)) = 0")" 1
exits "another word replaces it" 0 givetake label \
	"https://x.com/ann/status/$post" promote
givetake label list --format json >list.json
is "listed" "$(jq -r '.labels[0] | .id + " " + .label + " " + .flags' list.json)" \
	"$post promote -"
exits "written" 0 givetake label export
is "in the format of labelled files" "$(sed -n 2p .out)" \
	"$(printf '%s\tpromote\t-\t-\tann\t-' $post)"
cp .out labels.tsv
exits "taken back" 0 givetake unlabel $post
is "all is as before" "$(count 'SELECT hex(sums) FROM day_sum ORDER BY day')" "$before"
exits "twice" 66 givetake unlabel $post
exits "from a file" 0 givetake label import labels.tsv --by ben
has "counted" .err "1 labels taken"
is "who said so" "$(count 'SELECT labeller FROM user_label')" ben
printf 'id,text,label\r\n="1900000000000000302","a, ""b""\nc",ask\r\n1900000000000000303,x,\r\n' >other.csv
exits "from a spreadsheet's" 0 givetake label import other.csv
is "blank rows are left out" "$(count 'SELECT count(*) FROM user_label')" 2
printf 'id,label\n1900000000000000303,ask\n1900000000000000302,nice\n' >bad.csv
exits "a bad row" 2 givetake label import bad.csv
has "is named" .err "bad.csv:3:"
is "and nothing is taken" "$(count 'SELECT count(*) FROM user_label')" 2
printf 'id,label\n1.9E+18,ask\n' >rounded.csv
exits "a rounded id" 2 givetake label import rounded.csv
has "with the reason" .err "spreadsheet"
printf 'a,b\n' >none.csv
exits "no columns" 65 givetake label import none.csv
exits "no such class" 2 givetake label $post nice
has "they are named" .err "answer, link, insight"
exits "no such flag" 2 givetake label $post ask --flags X
exits "no such post" 66 givetake label 1900000000000000999 ask
exits "not a post" 2 givetake label nonsense ask
finish
