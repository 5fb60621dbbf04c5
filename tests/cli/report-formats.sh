#!/bin/sh
# Every format of a report, against the files in tests/data/reports.  Where a
# change is meant: UPDATE=1 tests/cli/report-formats.sh writes them anew.
. tests/lib.sh
. "$top/tests/small.sh"
invent >posts.jsonl
givetake import posts.jsonl >/dev/null 2>&1
kept=$top/tests/data/reports

# Versions and hashes of tables that change for other reasons, and the style
# and the script of pages, which stand elsewhere.
plain() {
	sed -E -e 's/(rules-[0-9.]+-)[0-9a-f]{16}/\1HASH/g' \
		-e 's/(^|[^0-9a-z])([0-9]+-)[0-9a-f]{16}/\1\2HASH/g' \
		-e 's/-[0-9a-f]{16}/-HASH/g' -e 's/[0-9a-f]{64}/DIGEST/g' \
		-e "s/'sha256-[^']*'/'sha256-HASH'/g" \
		-e 's/"schema":[0-9]+/"schema":N/g' -e 's/schema [0-9]+/schema N/' \
		-e 's/"(model|weights)":"[0-9a-f]{8}"/"\1":"HASH"/g' \
		-e 's/givetake [0-9]+\.[0-9]+\.[0-9]+/givetake VERSION/' \
		-e 's/"program":"[^"]*"/"program":"VERSION"/' |
		sed -e '/<style>/,/<\/style>/c<style></style>' \
			-e '/<script>"use/,/<\/script>/c<script></script>'
}

expect() { # expect NAME FILE ARGUMENTS...
	_name=$1
	_file=$kept/$2
	shift 2
	exits "$_name" 0 givetake report "$@"
	plain <"$work/.out" >got
	[ -z "${UPDATE-}" ] || cp got "$_file"
	check "$_name is as expected" diff "$_file" got
}

expect "a table" accounts.txt accounts
expect "an ASCII table" accounts.ascii.txt accounts --ascii
expect "JSON" accounts.json accounts --format json
expect "JSON lines" accounts.jsonl accounts --format jsonl
expect "CSV" accounts.csv accounts --format csv
expect "Markdown" accounts.md accounts --format markdown
expect "HTML" accounts.html accounts --format html
expect "a comparison" compared.txt accounts --since 2026-10-11 --compare prev \
	--all

for ending in txt json jsonl csv md html; do
	exits ".$ending" 0 givetake report accounts -o "board.$ending"
	plain <"board.$ending" >got
	check "chooses the format" diff "$kept/accounts.$ending" got
done

# The digest says the same of the same numbers, however they are written.
digest() {
	givetake report accounts "$@" | grep -oE '[0-9a-f]{64}' | sort -u
}
is "one digest" "$(digest --format json)" "$(digest --format html)"
is "in each format" "$(digest --format markdown)" "$(digest --format table)"
is "all rows or not" "$(digest --format markdown --all)" "$(digest --all)"
is "another window, another digest" \
	"$([ "$(digest --until 2026-10-10)" != "$(digest)" ] && echo yes)" yes

# Colour says nothing that a sign does not say.
exits "colour" 0 givetake report accounts --color always
has "gives are coloured" .out "$(printf '\033[36m')"
sed 's/\x1b\[[0-9;]*m//g' .out >uncoloured
givetake report accounts >table
check "without it the table is the same" cmp uncoloured table
exits "NO_COLOR" 0 env NO_COLOR=1 givetake report accounts
lacks "no colour" .out "$(printf '\033')"

# Compared numbers.
exits "compared as JSON" 0 givetake report accounts --since 2026-10-11 \
	--compare prev --format json
is "before and change" "$(jq -c '.accounts[] | select(.handle == "giver") |
	[.posts, .posts_before, .posts_change]' .out)" "[5,10,-5]"
is "the basis names both windows" \
	"$(jq -r '.basis | .window.since, .compared.since' .out | tr '\n' ' ')" \
	"2026-10-11T00:00:00Z 2026-09-30T00:00:00Z "
exits "who was not there before" 0 givetake report accounts \
	--since 2026-10-03 --until 2026-10-03 --compare prev --format json
is "has a change all the same" "$(jq -c '[.accounts[].posts_change]' .out)" \
	"[0,0,0]"
exits "everything has no time before" 2 givetake report accounts \
	--compare prev
exits "an unknown observation" 66 givetake report accounts --compare nothing

# Conditions.
exits "a condition that holds" 1 givetake report accounts \
	--fail-if 'ratio < 1 and posts >= 10'
has "names the row" .err 'holds for taker (ratio'
lacks "and no other" .err giver
exits "one that does not" 0 givetake report accounts --fail-if 'ratio < 0'
is "says nothing" "$(cat .err)" ""
exits "what is absent is not true" 0 givetake report accounts \
	--fail-if 'handle = @newcomer and not (ratio > 100)'
exits "a mistake" 2 givetake report accounts --fail-if 'ratio <'
has "is told with its place" .err "expected at the end"
exits "an unknown column" 2 givetake report accounts --fail-if 'ration < 1'
has "names those there are" .err "ratio_low"
is "and writes nothing" "$(cat .out)" ""

# Broken by nobody: every field of every format.
cat >hostile.jq <<'EOF'
"</script><script>alert(1)</script>", "\" onmouseover=\"alert(1)", "--><!-- ]]>",
"\u001b[31mred\u001b[0m \u001b]0;owned\u0007", "a|b`c`*d*[e](https://evil.example)",
"user\u202etxt.exe", "=HYPERLINK(\"https://evil.example\",\"x\")", "\\u0000 \\\\ \" '",
"line\nfeed\r\nand\ttab", "%s%n$(reboot)"
EOF
jq -cn -f hostile.jq | jq -c --slurp 'to_entries[] | . as $e | range(15) |
	{id: "21\($e.key)00000000000\(. + 100)", author_id: "\($e.key + 50)",
	created_at: "2026-10-\(. + 1 | tostring | "0\(.)"[-2:])T10:00:00Z",
	lang: "en", text: "Tip \(.): soak them overnight because \($e.value) \($e.value)",
	entities: {urls: [{url: "https://t.co/x", start: 0, end: 3,
		expanded_url: "https://a.example/\($e.value)", title: $e.value}],
		hashtags: [{tag: $e.value, start: 0, end: 1}]},
	author: {id: "\($e.key + 50)", username: $e.value, name: $e.value,
		description: $e.value}}' >hostile.jsonl
givetake import hostile.jsonl >/dev/null 2>&1
cat >page.py <<'EOF'
import html.parser, sys
ours = set("html head meta title style body main header p h1 h2 h3 nav ol li "
    "section dl div dt dd figure figcaption span svg defs pattern rect line "
    "circle path polygon polyline text g desc table caption thead tbody tr th "
    "td time a details summary footer script".split())
class Page(html.parser.HTMLParser):
    scripts = 0
    def handle_starttag(self, tag, attrs):
        assert tag in ours, tag
        self.scripts += tag == "script"
        for name, value in attrs:
            assert not name.startswith("on") and name != "style", name
            if name == "href":
                assert value.startswith(("https://x.com/", "#")), value
page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
assert page.scripts == 2, page.scripts
EOF
reports=$(givetake help | sed -n 's/^ *report \([a-z]*\) .*/\1/p' |
	grep -vxE 'verify|schema|observation')
for report in $reports; do
	set -- "$report"
	[ "$report" != account ] || set -- account 50
	for format in table json jsonl csv markdown html; do
		givetake report "$@" --all --format $format >page 2>err ||
			report 1 "$report as $format: $(cat err)"
		# Line feeds stay in quoted cells of CSV.
		if LC_ALL=C tr -d '\r' <page | LC_ALL=C grep -qE \
			"$(printf '[\001-\010\013-\037\177]')"; then
			report 1 "$report as $format lets controls through"
		elif grep -qF "$(printf '\342\200\256')" page; then
			report 1 "$report as $format turns the text"
		elif [ $format != json ] && [ $format != jsonl ] &&
			[ $format != table ] && [ $format != csv ] &&
			[ "$(grep -c '<script' page)" -gt 2 ]; then
			report 1 "$report as $format lets tags through"
		else
			report 0 "$report as $format bears strangers"
		fi
		[ $format != json ] || check "$report is JSON" jq -e .basis page
		if [ $format = html ] && command -v python3 >/dev/null; then
			check "$report is our page" python3 page.py page
		fi
		case $format in json | markdown | html)
			check "$report as $format can be verified" \
				givetake report verify page ;;
		esac
	done
done
finish
