#!/bin/sh
# The archive changes while somebody reads, and by a fetch of theirs.
. tests/tui/lib.sh

start 80 24
keys P
wait_for Posts
keys j j j j j j j j j j
wait_for 11/200
cp "$work/.screen" "$work/before"
cat >more.jsonl <<'END'
{"id":"2117238466614198273","author_id":"2200031676","created_at":"2026-11-02T11:59:00Z","lang":"en","text":"A post that came just now"}
END
givetake import more.jsonl >/dev/null
sees "something new is told" "1 new above"
tail -n +2 "$work/.screen" | head -n 22 >"$work/after"
tail -n +2 "$work/before" | head -n 22 | cmp - "$work/after"
report $? "no line moved"
keys g
sees "it is on top" "A post that came just now"
keys Q
sees "left" "ended 0"

start_sim --demo --clock "$GIVETAKE_CLOCK"
givetake watch add @mendwithmara >/dev/null
start 80 24
keys F
sees "the cost is shown first" "It may cost up to \$1.00 (y/n)"
keys n Enter n
wait_for "nothing to find"
is "no is no" "$(sqlite3 "$GIVETAKE_ARCHIVE" 'SELECT count(*) FROM ledger')" 0
keys F
keys y Enter
sees "what it did" " fetch: 1 of 1 sources read"
keys S
sees "the spend is told" "today \$0."
sees "and the source" "@mendwithmara"

# Time alone is no change: what was kept is not kept again.
kept() {
	sqlite3 "$GIVETAKE_ARCHIVE" 'SELECT at FROM shown'
}
keys Q
sees "left" "ended 0"
unset GIVETAKE_CLOCK
start 80 24
wait_for "as of"
sleep 2
first=$(kept)
sleep 3
is "the board is kept once" "$(kept)" "$first"
keys Q
sees "left" "ended 0"
finish
