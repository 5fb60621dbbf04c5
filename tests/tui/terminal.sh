#!/bin/sh
# Terminals of many kinds, and all the ways out of one.
. tests/tui/lib.sh

start 80 24
settle
look >"$work/board"
for term in xterm screen tmux linux vt100; do
	start 80 24 $term
	settle
	look >"$work/.screen"
	check "the same on $term" cmp "$work/board" "$work/.screen"
	keys j Enter
	sees "keys work on $term" "Account @"
	keys Q
	sees "and it ends" "ended 0"
done

start 80 24
keys Enter
wait_for Account
tm resize-window -x 60 -y 15
sees "smaller" "Account @"
tm resize-window -x 40 -y 10
sees "too small says so" "Too small"
tm resize-window -x 80 -y 24
sees "and back" "Account @"
keys q j j j
wait_for 4/160
settle
fourth=$(awk 'NR == 6 { print $2 }' "$work/.screen")
tm resize-window -x 120 -y 40
sees "larger" "Takes Rank"
keys Enter
sees "the place is kept" "Account @$fourth"

state() { # the settings of the terminal that the program has
	stty -a -F "$(tm display -p '#{pane_tty}')" | tr -s ' ;' '\n' |
		grep -xE -- '-?(icanon|echo|isig|icrnl)' | tr '\n' ' '
}
for signal in TERM HUP INT; do
	start 80 24
	pkill -"$signal" -P "$(tm display -p '#{pane_pid}')" givetake
	sees "SIG$signal ends it" "ended 1"
	is "the terminal is restored after SIG$signal" "$(state)" \
		"icrnl isig icanon echo "
	is "and its screen" "$(tm display -p '#{alternate_on}')" 0
done
start 80 24
pkill -ABRT -P "$(tm display -p '#{pane_pid}')" givetake
sees "even SIGABRT" "ended 134"
is "leaves it whole" "$(state) $(tm display -p '#{alternate_on}')" \
	"icrnl isig icanon echo  0"

stop_tmux
tm new-session -d -x 80 -y 24 "PS1='$ ' sh -i"
wait_for '$'
keys -l 'givetake tui'
keys Enter
wait_for help
keys C-z
sees "stopped" "topped"
is "the shell has its terminal" "$(tm display -p '#{alternate_on}')" 0
keys fg Enter
sees "and back" "? help"
keys Q
stop_tmux

exits "no terminal" 2 givetake tui
has "says what else there is" "$work/.err" "needs a terminal"
lacks "and sends no escapes" "$work/.out" "$(printf '\033')"
tm new-session -d -x 80 -y 24 "TERM=nonsense givetake tui; echo ended \$?; sleep 100"
sees "an unknown terminal" "is not known here"
sees "is the user's to mend" "ended 2"
stop_tmux
tm new-session -d -x 80 -y 24 "givetake; echo ended \$?; sleep 100"
sees "bare givetake is the same" "Board: everybody"
keys q
sees "q leaves" "ended 0"
stop_tmux
tm new-session -d -x 80 -y 24 \
	"GIVETAKE_ARCHIVE=$work/none givetake; echo ended \$?; sleep 100"
sees "without an archive it is help" "ended 0"
printf '[tui]\nkeys = quit=X down=d,Down\n' >keys.ini
stop_tmux
tm new-session -d -x 80 -y 24 \
	"givetake --config keys.ini tui; echo ended \$?; sleep 100"
wait_for 1/160
settle
look >"$work/.screen"
second=$(awk 'NR == 4 { print $2 }' "$work/.screen")
keys d Enter
sees "a key bound anew" "Account @$second"
keys X
sees "another" "ended 0"

# The mouse, as xterm sends it (SGR): button, column, row; M pressed, m let go.
mouse() { # mouse BUTTON ROW
	keys -l "$(printf '\033[<%d;10;%dM\033[<%d;10;%dm' "$1" "$2" "$1" "$2")"
}
printf '[tui]\nmouse = yes\n' >keys.ini
stop_tmux
tm new-session -d -x 80 -y 24 \
	"TERM=xterm givetake --config keys.ini tui; echo ended \$?; sleep 100"
wait_for 1/160
settle
look >"$work/.screen"
third=$(awk 'NR == 5 { print $2 }' "$work/.screen")
mouse 0 5
sees "a click selects" 3/160
mouse 65 5
sees "the wheel scrolls down" 6/160
mouse 64 5
sees "and up" 3/160
mouse 0 1
mouse 0 24
mouse 0 5
sees "another click opens" "Account @$third"
keys Q
sees "and it ends" "ended 0"
printf '[tui]\nkeys = jump=X\n' >keys.ini
exits "a key for nothing" 78 sh -c \
	"script -qec 'givetake --config keys.ini tui' /dev/null </dev/null"
has "is named" "$work/.out" "jump=X"
finish
