# shellcheck shell=sh
# Sourced by tests of reports after tests/lib.sh: a small invented archive, at
# a time that stands still, judged by the rules alone so that what is expected
# does not change when a model is trained.

set_clock 2026-10-21T12:00:00Z
mkdir -p "$HOME/.config/givetake"
printf '[score]\nmodel = rules\n' >"$HOME/.config/givetake/config.ini"

# post AUTHOR N DAY HANDLE NAME TEXT; ids tell the author and the number.
post() {
	jq -cn --arg id "$(printf '20%d000000000000%03d' "$1" "$2")" \
		--arg author "$1" --arg day "$3" --arg handle "$4" \
		--arg name "$5" --arg text "$6" '{id: $id, author_id: $author,
		created_at: "\($day)T12:00:00Z", lang: "en", text: $text,
		public_metrics: {like_count: 3, reply_count: 1,
			retweet_count: 0, quote_count: 0},
		author: {id: $author, username: $handle, name: $name,
			description: $text}}'
}

# Fifteen gives of one account, fifteen takes of another, three gives of a
# third, days 1 to 15 of the month.
invent() {
	set -- beans rice oats barley lentils quinoa millet spelt rye corn \
		peas sorghum farro teff buckwheat
	for i in $(seq 15); do
		day=$(printf '2026-10-%02d' "$i")
		post 1 "$i" "$day" giver "Ann Giver" "Tip $i: soak the $1 overnight because the skins soften, then cook them for 40 minutes instead of 90."
		post 2 "$i" "$day" taker "Bob | Taker" "Sale number $i! Buy now and save 20% with code BEANS, follow us for more"
		[ "$i" -gt 3 ] || post 3 "$i" "$day" newcomer New "Tip $i: salt the water because it helps."
		shift
	done
}
