#!/bin/sh
# -o FILE, formats, and what happens on a terminal.
. tests/lib.sh

exits "-o" 0 givetake config show -o show.csv
is "its ending chooses the format" "$(head -n 1 show.csv)" \
	"name,value,origin"
is "nothing on the terminal" "$(cat "$work/.out")" ""
cp show.csv before
exits "again" 73 givetake config show -o show.csv
has "is refused" "$work/.err" "--force"
check "and changes nothing" cmp show.csv before
exits "with --force" 0 givetake config show -o show.csv --force --format json
check "--format wins over the ending" jq -e .schema show.csv
exits "json" 0 givetake config show -o show.json
is "names its schema" "$(jq -r .schema show.json)" givetake.config.1
exits "json lines" 0 givetake config show -o show.jsonl
is "has a row for each setting" "$(wc -l <show.jsonl)" \
	"$(jq '.settings | length' show.json)"
is "leaves nothing beside" "$(find . -name '*.new')" ""

exits "a folder that is not there" 73 givetake config show -o gone/x.csv
[ ! -e /dev/full ] || {
	exits "a full disk" 74 givetake config show -o /dev/full
	check "the device is still one" test -c /dev/full
}
exits "-o - is the output" 0 givetake config show -o - --format json
check "as JSON" jq -e .settings "$work/.out"

if command -v script >/dev/null; then
	PAGER='sed s/^/paged:/' script -qec 'givetake config show' /dev/null \
		>"$work/.out" </dev/null
	has "a terminal gets the pager" "$work/.out" "paged:"
	PAGER="cat" script -qec 'stty cols 60; givetake config show' /dev/null \
		>"$work/.out" </dev/null
	has "and bold titles" "$work/.out" "$(printf '\033[1mSetting')"
	is "in the terminal's width" "$(sed 's/\x1b\[[0-9;]*m//g' \
		"$work/.out" | tr -d '\r' | awk 'length > 62')" ""
	NO_COLOR=1 PAGER=cat script -qec 'givetake config show' /dev/null \
		>"$work/.out" </dev/null
	lacks "NO_COLOR" "$work/.out" "$(printf '\033[1m')"
	TERM=dumb PAGER=cat script -qec 'givetake config show' /dev/null \
		>"$work/.out" </dev/null
	lacks "TERM=dumb" "$work/.out" "$(printf '\033[1m')"
else
	skip "terminals" "there is no script(1)"
fi
exits "no colour in a pipe" 0 givetake config show
lacks "no escapes" "$work/.out" "$(printf '\033')"
exits "unless asked for" 0 givetake config show --color always
has "then bold" "$work/.out" "$(printf '\033[1m')"

finish
