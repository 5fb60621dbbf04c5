#!/bin/sh
# Copies of the archive: whole, checked, private, never over something else.
. tests/lib.sh
check "import" givetake import "$top/tests/data/flat.jsonl"
exits "a copy" 0 givetake backup copy.db
is "for nobody else" "$(stat -c %a copy.db)" 600
check "posts of the archive" givetake export posts -o a.jsonl
check "and of the copy" givetake export posts -o b.jsonl --archive copy.db
check "are the same" cmp a.jsonl b.jsonl
exits "a file that is there" 73 givetake backup copy.db
has "is named" "$work/.err" "--force replaces it"
exits "unless told so" 0 givetake backup copy.db --force
exits "the archive itself" 2 givetake backup copy.db --archive copy.db --force
exits "a folder that is not there" 73 givetake backup gone/copy.db
is "nothing is left beside" "$(find . -name '*.new*')" ""

# A damaged archive gives no copy that looks like one.
givetake backup bad.db
size=$(stat -c %s bad.db)
dd if=/dev/urandom of=bad.db bs=1024 seek=$((size / 2048)) count=64 \
	conv=notrunc 2>/dev/null
givetake backup from-bad.db --archive bad.db >"$work/.out" 2>"$work/.err"
is "a damaged archive" "$?" 65
is "gives none" "$(find . -name 'from-bad.db*')" ""

finish
