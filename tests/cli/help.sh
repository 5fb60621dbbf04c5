#!/bin/sh
# Help comes from the tables, examples first, and never runs a guess.
. tests/lib.sh

exits "bare givetake shows help" 0 givetake
has "with examples" "$work/.out" "Examples:"
is "before the commands" \
	"$(grep -n -e '^Examples:' -e '^Commands:' "$work/.out" | cut -d: -f2 |
		tr '\n' ' ')" "Examples Commands "

exits "givetake help" 0 givetake help
cp "$work/.out" "$work/help"
has "names the options of all commands" "$work/help" "--archive FILE"
for form in "--help" "-h"; do
	exits "givetake $form" 0 givetake "$form"
	check "is the same as help" cmp "$work/.out" "$work/help"
done
is "no line is wider than a terminal" "$(awk 'length > 80' "$work/help")" ""

# Every command that the list names explains itself, in all three ways.
sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z ]*[a-z]\)  .*/\1/p' \
	"$work/help" >"$work/commands"
check "there are commands" test -s "$work/commands"
while read -r command; do
	# shellcheck disable=SC2086
	exits "help $command" 0 givetake help $command
	cp "$work/.out" "$work/one"
	# shellcheck disable=SC2086
	exits "$command --help" 0 givetake $command --help
	check "$command: the same" cmp "$work/.out" "$work/one"
	is "$command: examples before usage" \
		"$(grep -n -e '^Examples:' -e '^Usage:' "$work/one" |
			cut -d: -f2 | tr '\n' ' ')" "Examples Usage "
	is "$command: fits a terminal" "$(awk 'length > 80' "$work/one")" ""
	has "$command: its usage" "$work/one" "Usage: givetake $command"
done <"$work/commands"

exits "help on a group" 0 givetake help config
has "lists its commands" "$work/.out" "config show"
exits "a group alone" 2 givetake config
has "names its commands" "$work/.err" "config needs one of:"

exits "near misses are not run" 2 givetake verison
has "but suggested" "$work/.err" "did you mean version?"
is "and nothing is printed" "$(cat "$work/.out")" ""
exits "help on what is not there" 2 givetake help xyzzy
has "points to help" "$work/.err" "givetake help"
exits "one word too many" 2 givetake version now
has "is named" "$work/.err" '"now"'

finish
