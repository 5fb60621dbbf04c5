#!/bin/sh
# Words, phrases, filters; scripts without blanks; nothing typed is syntax.
. tests/lib.sh
set_clock 2026-11-02T12:00:00Z
check "import" givetake import "$top/tests/data/flat.jsonl"

ids() { # ids QUERY...: the last digits of the ids found, in order
	givetake search --format jsonl "$@" |
		jq -r '.id | .[-2:]' | paste -sd' ' -
}
is "a word, newest first" "$(ids panels)" "05 02 01"
is "two words" "$(ids 'panels clean')" "02"
is "case and accents do not matter" "$(ids CAFE)" "04"
is "a phrase" "$(ids '"soft brush"')" "03"
is "not the other way round" "$(ids '"brush soft"')" ""
is "a beginning" "$(ids 'rin*')" "03"
is "without a word" "$(ids 'panels -clean')" "05 01"
is "words inside Japanese" "$(ids 天気)" "04"
is "not their reverse" "$(ids 気天)" ""
printf '%s\n' '{"id":"1900000000000000021","text":"วันนี้อากาศดีมากที่กรุงเทพ","author_id":"77","lang":"th"}' \
	'{"id":"1900000000000000022","text":"อาหารไทยอร่อย","author_id":"77","lang":"th"}' >thai
check "Thai" givetake import thai
is "words inside Thai" "$(ids อากาศ)" "21"
is "with marks above and below" "$(ids กรุงเทพ) $(ids วันนี้)" "21 21"
is "a letter that both have" "$(ids า)" "21 22"
is "not what neither says" "$(ids กาอาศ)" ""
is "from" "$(ids 'from:@ben')" "12 05 02"
is "from any of two" "$(ids 'from:ben from:cho lang:en')" "12 10 06 05 02"
is "without from" "$(ids 'panels -from:ben')" "01"
is "to" "$(ids to:Ana_Bell)" "02"
is "site" "$(ids 'site:example.org -is:repost')" "01"
is "has" "$(ids has:media)" "10 04"
is "is" "$(ids is:reply)" "03 02"
is "is not" "$(ids 'from:ben -is:reply -is:repost')" "12"
is "lang" "$(ids lang:ja)" "04"
is "since and until" "$(ids since:2026-10-06 until:2026-10-08)" "07 06"
is "a class" "$(ids class:ask)" "02"
is "old versions are not shown" "$(ids version)" "09"
is "only excluded words" "$(ids -- '-version from:Ana_Bell')" "07 03 01"
is "a limit" "$(ids -n 2 lang:en)" "12 11"
is "by relevance" "$(ids --by relevance panels)" "02 01 05"
check "groups" givetake watch add @nobody --group strangers
exits "nobody of it has been read" 66 givetake search group:strangers
check "a group of one" givetake watch add @ben --group team
is "has its posts" "$(ids group:team)" "$(ids from:ben)"

# shellcheck disable=SC1003 # a backslash is one of the texts
for text in '"' '""' "';--" 'a AND' 'NEAR(' '^a' '{x}' 'a:b:c' '(((' '\' '*' \
	'-' 'text:' '"a" "b' 'NOT NOT' 'post_fts:x' "$(printf 'a\tb')"; do
	givetake search "$text" >"$work/.out" 2>"$work/.err"
	case $? in
	0 | 2) report 0 "typed: $text" ;;
	*)
		report 1 "typed: $text"
		sed 's/^/# /' "$work/.err"
		;;
	esac
done

exits "a table" 0 givetake search panels
has "with a snippet" "$work/.out" "how do I clean the panels?"
exits "no hit" 0 givetake search nothingofthekind
has "says so" "$work/.out" "No post matches."
exits "relevance" 0 givetake search panels --by relevance
has "says what was ranked" "$work/.out" "10,000 hits"
exits "of nothing" 2 givetake search from:ben --by relevance
exits "a filter that is not" 2 givetake search form:ben
has "the near one" "$work/.err" "did you mean from:"
exits "nobody" 66 givetake search from:nobody_there
exits "emoji" 2 givetake search 🎉
has "are not searched" "$work/.err" "no letter or digit"

# Sites that very many posts link to are found as well as rare ones.
awk 'BEGIN { for (i = 0; i < 9000; i++) {
	site = i % 1000 == 7 ? "rare" : i % 3 == 0 ? "common" : "other"
	printf "{\"id\":\"18%017d\",\"text\":\"%s thing %d\",\"author_id\":\"%d\"," \
		"\"created_at\":\"2026-10-%02dT%02d:%02d:00Z\",\"entities\":{\"urls\":[" \
		"{\"expanded_url\":\"https://%s.example/%d\"},{\"expanded_url\":\"https://both.example/\"}]}}\n",
		i, i % 2 ? "odd" : "even", i, i % 50 + 1, i % 28 + 1, i / 400, i % 60, site, i
} }' >many
newest() { # newest CONDITION: what 20 searches should give, by the archive
	givetake --archive many.db sql --format jsonl "SELECT id FROM post p
		WHERE $1 ORDER BY created_at DESC, rid DESC LIMIT 20" |
		jq -r .id | paste -sd' ' -
}
found() {
	givetake --archive many.db search -n 20 --format jsonl "$@" |
		jq -r .id | paste -sd' ' -
}
links_to() {
	echo "EXISTS (SELECT 1 FROM link l WHERE l.rid = p.rid AND l.site IN ($1))"
}
check "many links" givetake --archive many.db import many
is "a rare site" "$(found site:rare.example)" "$(newest "$(links_to "'rare.example'")")"
is "a common site" "$(found site:common.example)" "$(newest "$(links_to "'common.example'")")"
is "two of them" "$(found site:rare.example site:common.example)" \
	"$(newest "$(links_to "'rare.example','common.example'")")"
is "each post once" "$(found site:both.example site:rare.example)" \
	"$(newest "$(links_to "'both.example'")")"
is "a site and common words" "$(found 'site:common.example thing odd')" \
	"$(newest "text LIKE 'odd%' AND $(links_to "'common.example'")")"
is "a site, but not another" "$(found 'site:both.example -site:other.example')" \
	"$(newest "$(links_to "'rare.example','common.example'")")"

finish
