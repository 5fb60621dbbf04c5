#!/bin/sh
. tests/lib.sh

# posts ID HANDLE NAME N KIND: as many posts of an account, a person's or a
# firm's
posts() {
	awk -v id="$1" -v handle="$2" -v name="$3" -v n="$4" -v kind="$5" '
	function pick(list, k, words, count) {
		count = split(list, words, "/")
		return words[k % count + 1]
	}
	BEGIN {
		a = "crumb/crust/starter/oven/salt/flour/steam"
		b = "I love/I believe/it fascinated me/I adore/I hate"
		c = "because/since/while/although"
		d = "grows/shrinks/browns/tears/sings/cools"
		for (i = 1; i <= n; i++) {
			if (kind == "person")
				text = sprintf("%s how rye %s %s after %d hours " \
					"%s my %s %s, on average %d%% more!",
					pick(b, i), pick(a, i), pick(d, i * 5), i,
					pick(c, i), pick(a, i * 3), pick(d, i),
					i + 7)
			else
				text = sprintf("Synergy of %s and %s: the robust " \
					"ecosystem of stakeholders and holistic " \
					"outcomes is transformation #a #b #c",
					pick(a, i), pick(a, i * 3))
			printf "{\"id\":\"19000000000000%d%d\",\"text\":\"%s\"," \
				"\"lang\":\"en\",\"author_id\":\"%d\"," \
				"\"created_at\":\"2026-11-1%dT10:00:00Z\"," \
				"\"author\":{\"id\":\"%d\",\"username\":\"%s\"," \
				"\"name\":\"%s\",\"description\":\"d\"}}\n",
				id, 100 + i, text, id, i % 9, id, handle, name
		}
	}'
}
{
	posts 31 ann "Ann Berg" 30 person
	posts 32 firm "Acme Solutions" 30 firm
	posts 33 twin "Ben Dahl" 30 person
	posts 34 brief "Cy Ek" 5 person
} >posts.jsonl
# The rules alone decide, whatever model is the default.
printf "[score]\nmodel = rules\n" >givetake.ini
givetake watch add --group team @ann @firm @brief 2>/dev/null
givetake watch add --group twins @ann @twin 2>/dev/null
exits "posts to begin with" 0 givetake import posts.jsonl
sqlite3 "$HOME/.local/share/givetake/archive.db" \
	"UPDATE source SET user_id = (SELECT id FROM user WHERE user.handle = source.handle)"

exits "who should be let loose" 0 givetake report voice --group team \
	--format json
is "the person, not the firm" "$(jq -r .first .out)" ann
is "first in the list too" "$(jq -r '.voices[0].handle' .out)" ann
is "the firm is duller" \
	"$(jq '[.voices[] | select(.voice != null) | {(.handle): .dullness}] | add | .firm > .ann' .out)" true
is "too little is not judged" \
	"$(jq -r '.voices[] | select(.handle == "brief") | .voice' .out)" null
is "three posts as proof" \
	"$(jq '[.proofs[] | select(.handle == "ann")] | length' .out)" 3
is "outsiders are left out" \
	"$(jq '[.voices[] | select(.handle == "twin")] | length' .out)" 0
exits "twins" 0 givetake report voice --group twins --format json
is "nobody is crowned on noise" "$(jq -r .first .out)" ""
has "and it says so" .out "nobody is named"
is "the same every time" "$(givetake report voice --group twins --format json | jq -r .basis.digest)" \
	"$(jq -r .basis.digest .out)"
exits "a window without posts" 0 givetake report voice --until 2026-10-01
has "says so" .out "nobody: no account has"
exits "a table" 0 givetake report voice --group team
has "with the limits" .out "compare within a group"
exits "no such group" 66 givetake report voice --group none
exits "as CSV" 0 givetake report voice --format csv
is "one row an account" "$(grep -c ^ .out)" 5
finish
