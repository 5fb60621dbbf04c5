# shellcheck shell=sh
# Sourced by the tests in tests/cli: a scratch folder, an empty home, a fixed
# environment, and checks that print TAP.
#
#	. tests/lib.sh
#	check "prints its version" succeeds givetake --version
#	is "one line" "$(givetake --version | wc -l)" 1
#	finish

PATH=$GIVETAKE_BUILD:$PATH
work=$(mktemp -d "${TMPDIR:-/tmp}/givetake-test.XXXXXX")
top=$(pwd)
# shellcheck disable=SC2034 # for the tests that look there
shared=${GIVETAKE_SHARED:-$top/../shared}
HOME=$work/home
TMPDIR=$work
TZ=UTC
LC_ALL=C.UTF-8
TERM=xterm-256color
export PATH HOME TMPDIR TZ LC_ALL TERM
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME \
	XDG_RUNTIME_DIR GIVETAKE_CONFIG GIVETAKE_ARCHIVE GIVETAKE_BASE_URL \
	GIVETAKE_BEARER_TOKEN GIVETAKE_CLOCK GIVETAKE_SEED NO_COLOR PAGER
mkdir -p "$HOME"
cd "$work" || exit 1

count=0
failures=0
sim_pid=

cleanup() {
	[ -z "$sim_pid" ] || kill "$sim_pid" 2>/dev/null
	cd / && rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM

report() { # report STATUS NAME
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $count - $2"
	else
		failures=$((failures + 1))
		echo "not ok $count - $2"
	fi
}

check() { # check NAME COMMAND...: passes when the command does
	_name=$1
	shift
	if "$@" >"$work/.check" 2>&1; then
		report 0 "$_name"
	else
		report 1 "$_name"
		sed 's/^/# /' "$work/.check"
	fi
}

exits() { # exits NAME STATUS COMMAND...: output is left in $work/.out, .err
	_name=$1
	_want=$2
	shift 2
	"$@" >"$work/.out" 2>"$work/.err"
	_got=$?
	if [ "$_got" = "$_want" ]; then
		report 0 "$_name"
	else
		report 1 "$_name"
		echo "# exit status $_got, expected $_want"
		sed 's/^/# /' "$work/.out" "$work/.err"
	fi
}

is() { # is NAME GOT EXPECTED
	if [ "$2" = "$3" ]; then
		report 0 "$1"
	else
		report 1 "$1"
		printf '%s\n' "got:      $2" "expected: $3" | sed 's/^/# /'
	fi
}

has() { # has NAME FILE TEXT: the file holds the text
	if grep -qF -e "$3" "$2"; then
		report 0 "$1"
	else
		report 1 "$1"
		echo "# no '$3' in:"
		sed 's/^/# /' "$2"
	fi
}

lacks() { # lacks NAME FILE TEXT
	if grep -qaF -e "$3" "$2"; then
		report 1 "$1"
		grep -aF -e "$3" "$2" | sed 's/^/# /'
	else
		report 0 "$1"
	fi
}

skip() { # skip NAME REASON
	count=$((count + 1))
	echo "ok $count - $1 # SKIP $2"
}

finish() {
	echo "1..$count"
	[ "$failures" = 0 ]
	exit
}

# set_clock TIME: givetake's time stands still there from now on.
set_clock() {
	_ms=$(($(date -ud "$1" +%s) * 1000))
	for _shift in 0 8 16 24 32 40 48 56; do
		# shellcheck disable=SC2059 # the format is the byte
		printf "\\$(printf %03o $((_ms >> _shift & 255)))"
	done >"$work/clock"
	GIVETAKE_CLOCK=$work/clock
	export GIVETAKE_CLOCK
}

# until_true COMMAND...: within a minute, for machines that have much to do.
until_true() {
	for _try in $(seq 1200); do
		"$@" && return 0
		sleep 0.05
	done
	return 1
}

# start_sim ARGUMENTS...: a simulator on a free port; sets $url, and the
# environment so that givetake talks to it.
start_sim() {
	rm -f "$work/sim.port"
	xsim --port-file "$work/sim.port" "$@" >"$work/sim.out" 2>&1 &
	sim_pid=$!
	if ! until_true test -s "$work/sim.port"; then
		sed 's/^/# /' "$work/sim.out"
		return 1
	fi
	url=http://127.0.0.1:$(cat "$work/sim.port")
	GIVETAKE_BASE_URL=$url
	GIVETAKE_BEARER_TOKEN=test-token-not-secret
	export GIVETAKE_BASE_URL GIVETAKE_BEARER_TOKEN
}

stop_sim() {
	kill "$sim_pid" 2>/dev/null
	wait "$sim_pid" 2>/dev/null
	sim_pid=
}
