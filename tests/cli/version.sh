#!/bin/sh
# Versions of the program, the archive and the libraries.
. tests/lib.sh

exits "version" 0 givetake version
cp "$work/.out" "$work/version"
head -n 1 "$work/version" >"$work/first"
check "begins with the program" \
	grep -qx "givetake [0-9]*\.[0-9]*\.[0-9]*" "$work/first"
for name in "archive schema" SQLite cJSON curl utf8proc zstd; do
	check "$name has one" grep -q "^$name [0-9]" "$work/version"
done
exits "--version" 0 givetake --version
check "is the same" cmp "$work/.out" "$work/version"

finish
