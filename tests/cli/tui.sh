#!/bin/sh
# The TUI where there is no terminal; tests/tui has the rest.
. tests/lib.sh

exits "no archive" 66 givetake tui
echo '{"id":"1900000000000000001","author_id":"1","created_at":"2026-10-01T12:00:00Z","text":"Hello"}' >post.jsonl
givetake import post.jsonl >/dev/null
exits "no terminal" 2 givetake tui </dev/null
has "is told" "$work/.err" "tui needs a terminal"
is "in one line" "$(wc -l <"$work/.err" | tr -d ' ')" 1
exits "not even a TERM" 2 env -i PATH="$PATH" HOME="$HOME" givetake tui
exits "a theme that is not there" 2 givetake tui --theme pink
exits "help" 0 givetake tui --help
has "tells of keys" "$work/.out" "tui.keys"
finish
