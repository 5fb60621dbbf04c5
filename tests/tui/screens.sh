#!/bin/sh
# Every view at three sizes, cell by cell.
. tests/tui/lib.sh

givetake watch add @mendwithmara @linkloupe_ana --group team >/dev/null 2>&1
givetake observe start spring --group team --for 4w --since 2026-10-20 \
	--goal 'Who answers?' >/dev/null 2>&1
givetake observe note 'The first week is quiet.' >/dev/null 2>&1

for size in "60 15" "80 24" "120 40"; do
	# shellcheck disable=SC2086
	start $size
	width=${size% *}
	screen "board-$width"
	keys j j Enter
	screen "account-$width"
	keys P
	screen "account-posts-$width"
	keys j j j j Enter
	screen "post-$width"
	keys q q q P
	screen "posts-$width"
	keys f
	keys -l "class:ask -is:repost"
	keys Enter
	screen "filtered-$width"
	keys q s
	keys -l "kettle lid"
	keys Enter
	screen "search-$width"
	keys q S
	screen "sources-$width"
	keys q a
	screen "answers-$width"
	keys q O
	screen "observation-$width"
	keys q :
	keys -l "cost"
	keys Enter
	screen "report-$width"
	keys q '?'
	screen "help-$width"
	keys q
	screen "board-back-$width"
done

start 80 24 xterm-256color --ascii
screen ascii-80
check "nothing beyond ASCII" sh -c "! LC_ALL=C grep -n '[^ -~]' '$work/.screen'"
shown() { # shown DOCUMENT: it has the screens as they are; record.sh sees to it
	awk -v top="$top" -f "$top/tests/tui/show.awk" "$top/$1" |
		cmp - "$top/$1"
}
for document in README.md docs/tui.md; do
	[ -n "${RECORD:-}" ] || check "$document shows these screens" \
		shown "$document"
done
finish
