#!/bin/sh
# The main job, shown on an invented world: tests/demo.sh BUILD.  Everything
# it makes lies in BUILD/demo; nothing is left running.
set -eu
build=$(cd "$1" && pwd)
demo=$build/demo
givetake=$build/givetake
sim_pid=

cleanup() {
	[ -n "$sim_pid" ] || return 0
	kill "$sim_pid" 2>/dev/null || :
	wait "$sim_pid" || :
}
trap cleanup EXIT
trap 'exit 1' HUP INT TERM

rm -rf "$demo"
mkdir -p "$demo/home"
HOME=$demo/home
GIVETAKE_ARCHIVE=$demo/archive.db
GIVETAKE_BEARER_TOKEN=demo
export HOME GIVETAKE_ARCHIVE GIVETAKE_BEARER_TOKEN
unset GIVETAKE_CONFIG GIVETAKE_CLOCK XDG_CONFIG_HOME XDG_DATA_HOME \
	XDG_STATE_HOME XDG_CACHE_HOME
cd "$demo"

echo "An invented world of a dozen accounts, served by a simulator of the X"
echo "API on this machine. No key is needed and nothing is spent."
"$build/xsim" --demo --port-file "$demo/port" >"$demo/xsim.log" 2>&1 &
sim_pid=$!
tries=0
until [ -s "$demo/port" ]; do
	tries=$((tries + 1))
	if [ "$tries" -gt 100 ] || ! kill -0 "$sim_pid" 2>/dev/null; then
		echo "the simulator did not start:" >&2
		cat "$demo/xsim.log" >&2
		exit 1
	fi
	sleep 0.1
done
GIVETAKE_BASE_URL=http://127.0.0.1:$(cat "$demo/port")
export GIVETAKE_BASE_URL

accounts="@linkloupe_ana @brightwell_home @coachdexfixit @fixfortunes
	@goldenfixdeals @hobline_support @cellwisejun @kettlecare_help
	@kofi_fixes @mendwithmara @newhandsnoor @quietworkbench
	@secondlife_org @tobychatters @torquetimes"
step() {
	printf '\n$'
	for word in "$@"; do
		case $word in
		*[!a-zA-Z0-9@_./:,=-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	echo
	status=0
	PATH=$build:$PATH "$@" || status=$?
	# 3: some accounts could not be read, which is part of the show.
	[ "$status" = 0 ] || [ "$status" = 3 ]
}

# shellcheck disable=SC2086
step givetake watch add $accounts
step givetake watch add --search '#repaircafe' --name 'repair cafés'
step givetake fetch --max-cost 10
echo "(One account is protected and one suspended; that is what X says of" \
	"them.)"
step givetake report accounts

ranked=$("$givetake" report accounts --format csv |
	awk -F, '$1 ~ /^[0-9]+$/ { print $2 }')
top=$(echo "$ranked" | head -n 1)
bottom=$(echo "$ranked" | tail -n 1)
step givetake explain "@$top" --posts 3
step givetake explain "@$bottom" --posts 3

post=$("$givetake" explain "@$bottom" --format csv | sed -n 's/,.*//; 2p')

cat <<END

The archive of this demo is $demo/archive.db. Try on it, at no cost:
  export GIVETAKE_ARCHIVE=$demo/archive.db
  $givetake report accounts --last 2w --format csv
  $givetake explain @coachdexfixit --posts 10
  $givetake explain $post
  $givetake watch list
  $givetake observe start autumn --since 4w --for 4w
  $givetake report observation -o autumn.html
To fetch from a simulator that goes on running: $build/xsim --help
END
