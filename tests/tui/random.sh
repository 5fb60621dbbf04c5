#!/bin/sh
# Keys by chance, with resizes: the program neither dies nor hangs.
# RANDOM_KEYS says how many (400); tests/deep has many more of them.
. tests/tui/lib.sh

total=${RANDOM_KEYS:-400}
BROWSER=true
export BROWSER
stop_tmux
tm new-session -d -x 80 -y 24 "mkdir -p out; cd out; while :; do
	givetake tui 2>>../stderr; echo \$? >>../statuses; done"
wait_for help
awk -v n="$total" -v seed="${RANDOM_SEED:-1}" 'BEGIN {
	srand(seed)
	split("Up Down Left Right PageUp PageDown Home End Enter Escape Space " \
	    "Tab BSpace C-l C-u C-w C-b C-f é 界", special, " ")
	keys = "jjjjkkkllllqhgGnNBPASaOs?:>cCwrRf012345678=!u*tm+-oyYJEWT/bdc xz"
	for (i = 1; i <= n; i++) {
		if (rand() < 0.3)
			printf "%s", special[1 + int(rand() * 20)]
		else {
			c = substr(keys, 1 + int(rand() * length(keys)), 1)
			printf "%s", c == " " ? "Space" : c
		}
		printf "%s", i % 50 == 0 ? "\n" : " "
	}
	printf "\n"
}' >typed
while read -r line; do
	# shellcheck disable=SC2086
	keys -- $line 2>/dev/null
	n=$((${n:-0} + 1))
	case $((n % 4)) in
	0) tm resize-window -x 80 -y 24 ;;
	1) tm resize-window -x 60 -y 15 ;;
	2) tm resize-window -x 133 -y 50 ;;
	3) tm resize-window -x 20 -y 5 ;;
	esac
done <typed
tm resize-window -x 80 -y 24
# What was typed may take it a while.
for _ in $(seq "$((10 + total / 50))"); do
	keys Escape
	wait_for help && break
done
sees "it still draws" "help"
touch stderr statuses
is "it never died" "$(sort -u statuses | grep -v '^0$')" ""
is "and complained of nothing" "$(head -n 20 stderr)" ""
finish
