#!/bin/sh
# Every view at three sizes, cell by cell.
. tests/tui/lib.sh

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
	keys q s
	keys -l "kettle lid"
	keys Enter
	screen "search-$width"
	keys q S
	screen "sources-$width"
	keys q '?'
	screen "help-$width"
	keys q
	screen "board-back-$width"
done

start 80 24 xterm-256color --ascii
screen ascii-80
check "nothing beyond ASCII" sh -c "! LC_ALL=C grep -n '[^ -~]' '$work/.screen'"
finish
