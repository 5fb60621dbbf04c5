# shellcheck shell=sh
# Sourced by the tests in tests/tui: the real program in tmux on an archive of
# the demo world, at a time that stands still.
#
#	. tests/tui/lib.sh
#	start 80 24
#	keys j Enter
#	screen post-80		# is as in tests/tui/screens/post-80.txt
#	sees "after a label" "labelled answer"
#	finish
#
# RECORD=1 tests/run.sh build tests/tui/screens writes the expected screens
# instead; look at each before it is committed.
. tests/lib.sh

screens=$top/tests/tui/screens
if ! command -v tmux >/dev/null 2>&1; then
	skip "$(basename "$0" .sh)" "tmux is not installed"
	finish
fi

# A new server each time: one that is ending would refuse the next session.
server=0
stop_tmux() {
	tmux -S "$work/tmux.$server" kill-server 2>/dev/null
	server=$((server + 1))
}
trap 'stop_tmux; cleanup' EXIT

tm() {
	timeout 20 tmux -S "$work/tmux.$server" -f "$work/tmux.conf" "$@"
}

cat >"$work/tmux.conf" <<END
set -g status off
set -g escape-time 0
set -g default-terminal screen-256color
END

GIVETAKE_CLOCK=$work/clock
GIVETAKE_ARCHIVE=$work/archive.db
export GIVETAKE_CLOCK GIVETAKE_ARCHIVE
unset BROWSER
xsim --demo --print --clock "$GIVETAKE_CLOCK" --start 2026-11-02T12:00:00Z \
	>"$work/demo.jsonl" 2>"$work/xsim.err" || cat "$work/xsim.err"
givetake import "$work/demo.jsonl" >/dev/null 2>&1

# start COLUMNS ROWS [TERM [ARGUMENTS...]]: the program in a new terminal,
# ready for keys.  What it leaves behind: "ended STATUS".
start() {
	stop_tmux
	_columns=$1
	_rows=$2
	_term=${3:-xterm-256color}
	[ $# -lt 3 ] || shift
	shift 2
	tm new-session -d -x "$_columns" -y "$_rows" \
		"TERM=$_term givetake tui $*; echo ended \$?; sleep 1000"
	wait_for 1/160 # in the last row
}

# keys KEY...: as tmux names them; words are typed as they are.
keys() {
	tm send-keys "$@"
}

look() {
	tm capture-pane -p
}

# wait_for TEXT: until the screen shows it, or some seconds are over.
wait_for() {
	for _ in $(seq 600); do
		look >"$work/.screen"
		grep -qF -e "$1" "$work/.screen" && return 0
		sleep 0.05
	done
	return 1
}

sees() { # sees NAME TEXT
	if wait_for "$2"; then
		report 0 "$1"
	else
		report 1 "$1"
		echo "# no '$2' in:"
		sed 's/^/# /' "$work/.screen"
	fi
}

# soon NAME EXPECTED COMMAND...: what it prints, within some seconds.
soon() {
	_name=$1
	_expected=$2
	shift 2
	for _ in $(seq 400); do
		_got=$("$@")
		[ "$_got" = "$_expected" ] && break
		sleep 0.05
	done
	is "$_name" "$_got" "$_expected"
}

# Until nothing is being worked out any more.
settle() {
	for _ in $(seq 400); do
		look | grep -qiE 'working|reading' || break
		sleep 0.1
	done
}

screen() { # screen NAME
	if [ -n "${RECORD:-}" ]; then
		sleep 1
		settle
		sleep 0.3
		look >"$screens/$1.txt"
	fi
	for _ in $(seq 400); do
		look >"$work/.screen"
		cmp -s "$work/.screen" "$screens/$1.txt" && break
		sleep 0.05
	done
	if cmp -s "$work/.screen" "$screens/$1.txt"; then
		report 0 "screen $1"
	else
		report 1 "screen $1"
		diff "$screens/$1.txt" "$work/.screen" | sed 's/^/# /'
	fi
}
