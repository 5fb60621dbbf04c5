#!/bin/sh
# Completion: what may come next, and the scripts that ask.
. tests/lib.sh

list() { # list NAME EXPECTED WORD...: EXPECTED is among what may come next
	_name=$1
	_wanted=$2
	shift 2
	givetake completion list -- "$@" >"$work/list"
	check "$_name" grep -qx -e "$_wanted" "$work/list"
}

list "commands come first" config
is "each once" "$(sort "$work/list" | uniq -d)" ""
list "or options" --archive
list "the second word" show config
lacks "and no other" "$work/list" version
list "options of a command" --format config show
list "and those of all" --quiet config show
list "past options" --format -q --color never config show --force
givetake completion list -- config show --output >"$work/list"
is "nothing where a file comes" "$(cat "$work/list")" ""
givetake completion list -- nonsense >"$work/list"
is "nothing after what is not there" "$(cat "$work/list")" ""

exits "another shell" 2 givetake completion tcsh
exits "none named" 2 givetake completion
for shell in bash zsh fish; do
	exits "a script for $shell" 0 givetake completion $shell
	cp "$work/.out" "$work/script.$shell"
	if command -v $shell >/dev/null; then
		check "that $shell understands" $shell -n "$work/script.$shell"
	else
		skip "that $shell understands" "there is no $shell"
	fi
done

if command -v bash >/dev/null; then
	cat >"$work/ask" <<-'EOF'
		. "$1"
		COMP_WORDS=(givetake config sh)
		COMP_CWORD=2
		_givetake
		echo "${COMPREPLY[@]}"
	EOF
	is "bash completes" "$(bash "$work/ask" "$work/script.bash")" show
else
	skip "bash completes" "there is no bash"
fi

finish
