#!/bin/sh
# Exit statuses, and bad surroundings: closed descriptors, a full disk, a
# reader that goes away, an empty environment, another locale, no home.
. tests/lib.sh

exits "done" 0 givetake version
exits "usage" 2 givetake --nonsense
exits "usage, of a command" 2 givetake config show --fromat json
exits "settings" 78 givetake config show --config gone.ini
exits "no authority" 77 givetake config check

# Errors are said once, in one line; as JSON where JSON was asked for.
exits "an error" 2 givetake verison
is "is one line" "$(wc -l <"$work/.err")" 1
check "that begins with the name" grep -q '^givetake: ' "$work/.err"
exits "an error with --format json" 78 \
	givetake config show --config gone.ini --format json
is "is an object" "$(jq -r '"\(.code) \(.exit)"' "$work/.err")" "config 78"
is "and no output" "$(cat "$work/.out")" ""
printf '\033]0;owned\007\n' >"$(printf 'evil\033[31m.ini')"
exits "strange words in an error" 78 \
	givetake config show --config "$(printf 'evil\033[31m.ini')"
lacks "are made harmless" "$work/.err" "$(printf '\033')"

# Output that cannot be written
for command in version help "config show" "config show --format json"; do
	sh -c "givetake $command >&-" 2>"$work/.err"
	is "$command: closed output" $? 74
	has "$command: is said" "$work/.err" "Bad file descriptor"
	[ -e /dev/full ] || continue
	sh -c "givetake $command >/dev/full" 2>"$work/.err"
	is "$command: full disk" $? 74
	has "$command: is said" "$work/.err" "No space left on device"
done
sh -c 'givetake version <&- >"$1" 2>&-' sh "$work/.out"
is "closed input and errors" $? 0
sh -c 'givetake nonsense 2>&-'
is "closed errors" $? 2
(
	givetake help
	echo $? >"$work/status"
) 2>"$work/.err" | :
check "a reader that goes away" \
	until_true grep -qx -e 141 -e 0 "$work/status"
is "is no error to talk about" "$(cat "$work/.err")" ""

# Nothing in the environment
bin=$(command -v givetake)
exits "env -i" 0 env -i "$bin" version
exits "env -i: settings" 0 env -i "$bin" config show
exits "env -i: no home for the archive" 78 env -i "$bin" config path
has "says what to do" "$work/.err" "--archive FILE"
exits "env -i with an archive" 0 env -i "$bin" --archive a.db config path
exits "no TERM" 0 env -u TERM "$bin" config show
lacks "no colour" "$work/.out" "$(printf '\033')"

# A locale with decimal commas changes nothing.
if command -v localedef >/dev/null && mkdir -p "$work/locale" &&
	localedef -i de_DE -f UTF-8 "$work/locale/de_DE.UTF-8" 2>/dev/null; then
	givetake config show --format json >"$work/plain"
	# The C library itself leaks when LOCPATH is set.
	exits "comma locale" 0 env ASAN_OPTIONS=detect_leaks=0 \
		LOCPATH="$work/locale" LC_ALL=de_DE.UTF-8 givetake config show --format json
	check "comma locale: the same" cmp "$work/.out" "$work/plain"
else
	skip "comma locale" "no locale de_DE can be made here"
fi

finish
