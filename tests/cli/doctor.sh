#!/bin/sh
# doctor: each line says what was looked at and what to do.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

exits "nothing set up" 1 givetake doctor
has "the token is missing" .out "FAIL  token"
has "there is no archive yet" .out "note  archive"

begin_world "3 2" || exit 1
fetch
exits "all is well" 0 givetake doctor --online
lacks "no word of the token itself" .out test-token
has "no damage" .out "ok    archive   no damage found"
has "prices have a date" .out "as of 20"
has "X takes the token" .out "ok    X"
has "the last run" .out "fetch, 2026-11-02"
exits "quiet says what is wrong alone" 0 givetake --quiet doctor
is "which is nothing" "$(cat .out)" ""
chmod 644 archive.db
exits "open to others" 0 givetake doctor
has "says how to close it" .out "chmod 600"
sqlite3 archive.db "UPDATE source SET problem = 'x', lease = 'dead',
	lease_until = 5 WHERE id = 1"
givetake doctor >.out
has "sources" .out "1 left by a fetch that died"
fault "unauthorized:every=1"
exits "X refuses the token" 1 givetake doctor --online
has "says so" .out "FAIL  X"
no_faults
printf 'garbage' | dd of=archive.db bs=1 seek=0 conv=notrunc 2>/dev/null
exits "a damaged archive" 1 givetake doctor
has "is named" .out "FAIL  archive"
finish
