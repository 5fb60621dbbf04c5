#!/bin/sh
# make install and uninstall, and the manual page.
. tests/lib.sh
build=${GIVETAKE_BUILD#"$top"/}
sanitize=
case $build in *sanitize*) sanitize=address,undefined ;; esac

# shellcheck disable=SC2317 # called by check
run_make() {
	make -s -C "$top" SANITIZE="$sanitize" DESTDIR="$work/root" \
		PREFIX=/usr "$@"
}
check "install" run_make install
exits "the program runs" 0 "$work/root/usr/bin/givetake" version
page=$work/root/usr/share/man/man1/givetake.1
check "a manual page" test -s "$page"
for words in "SH EXIT STATUS" "SS givetake config show" "fetch.max_cost" \
	"B 75"; do
	has "with $words" "$page" "$words"
done
if command -v groff >/dev/null; then
	groff -man -Tutf8 -ww -z "$page" >"$work/groff" 2>&1
	is "that groff reads without a warning" "$(cat "$work/groff")" ""
else
	skip "that groff reads without a warning" "there is no groff"
fi
check "an example of settings" cmp "$top/config.example.ini" \
	"$work/root/usr/share/doc/givetake/config.example.ini"
units=$work/root/usr/lib/systemd/user
has "a unit that finds the program" "$units/givetake-digest.service" \
	"/usr/bin/givetake --quiet report digest"
check "and its timer" test -s "$units/givetake-digest.timer"
has "lines for cron" "$work/root/usr/share/doc/givetake/crontab.example" \
	"/usr/bin/givetake --quiet report"
check "uninstall" run_make uninstall
is "leaves nothing" "$(find "$work/root" -type f)" ""

finish
