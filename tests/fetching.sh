# shellcheck shell=sh
# Sourced after tests/lib.sh by tests that fetch from a simulator again and
# again: a world whose posts the test knows, a clock that both share, and
# checks that the archive holds what the API shows and that the bill is right.

# begin_world SIZES [XSIM ARGUMENTS...]: accounts ann1, ann2, ... with so many
# posts each, all watched; the world's now is 2026-11-02 06:00.
begin_world() {
	_sizes=$1
	shift
	accounts=$(echo "$_sizes" | wc -w)
	now=1793599200
	serial=1
	awk -v now=$now -v sizes="$_sizes" -v seed=1 \
		-f "$top/tests/world.awk" >world.json
	start_sim --world world.json --clock "$work/clock" \
		--start 2026-11-02T06:00:00Z "$@" || exit 1
	GIVETAKE_CLOCK=$work/clock
	GIVETAKE_ARCHIVE=$work/archive.db
	export GIVETAKE_CLOCK GIVETAKE_ARCHIVE
	mkdir -p "$HOME/.config/givetake"
	printf '%s\n' '[api]' 'timeout = 1s' '[fetch]' 'max_cost = 1000.00' \
		'first_posts = 100000' 'profile_every = 366d' \
		>"$HOME/.config/givetake/config.ini"
	# shellcheck disable=SC2046
	givetake --quiet watch add \
		$(seq "$accounts" | sed 's/^/@ann/') 2>/dev/null
}

# more_posts SIZES: so many new posts in the last six hours of each account.
more_posts() {
	serial=$((serial + 1000))
	awk -v now="$now" -v sizes="$1" -v seed="$serial" -v days=0.25 \
		-v first="$serial" -v users=0 -f "$top/tests/world.awk" \
		>more.json
	cat more.json >>world.json
	jq -c '{do: "load", value: .}' more.json | jq -cs . >more.post
	curl -sf -o .curl --data-binary @more.post "$url/sim/world"
}

later() { # later SECONDS: so much of the world's time passes
	now=$((now + $1))
	curl -sf -o .curl -X POST "$url/sim/clock?set=$(date -u -d "@$now" \
		+%Y-%m-%dT%H:%M:%SZ)" ||
		now=$(date -u -d "$(curl -s "$url/sim/clock" |
			jq -r .now)" +%s)
}

next_morning() { # to 06:00 of the next day
	_at=$(date -u -d "$(curl -s "$url/sim/clock" | jq -r .now)" +%s)
	now=$(((_at / 86400 + 1) * 86400 + 21600))
	later 0
}

fault() { # fault NAME[:KEYS]...
	for _fault in "$@"; do
		curl -sf -o .curl -X POST "$url/sim/fault?add=$_fault" || {
			echo "no fault $_fault" >&2
			return 1
		}
	done
}

no_faults() {
	curl -sf -o .curl -X POST "$url/sim/fault?clear=all"
}

fetch() { # fetch [OPTIONS]: quiet, with a limit of real time
	timeout 60 givetake --quiet fetch --max-wait 2h "$@" >.out 2>.err
}

# Fetch until nothing is left to do and nothing goes wrong any more.
settle() {
	for _try in 1 2 3 4 5 6; do
		fetch && return 0
		later 1000
	done
	no_faults
	fetch && return 0
	later 90000
	fetch
}

# Is the archive what the API shows?
same_as_world() {
	jq -r 'select(.text).id' world.json | sort >expected
	sqlite3 archive.db 'SELECT id FROM post WHERE state = 0' | sort >got
	cmp -s expected got || {
		echo "archived: $(wc -l <got), in the world: $(wc -l <expected)"
		diff expected got | head -n 5
		return 1
	}
	[ "$(sqlite3 archive.db 'PRAGMA integrity_check')" = ok ]
}

# Is no post charged twice on a UTC day, and does the ledger know it all?
same_as_bill() {
	curl -s "$url/sim/bill" >bill.json
	_posts=$(sqlite3 archive.db 'SELECT count(*) FROM post')
	_net=$(jq '.posts_net * 5000 + .users_net * 10000' bill.json)
	_gross=$(jq '.posts * 5000 + .users * 10000' bill.json)
	if [ "$_net" -ne $((_posts * 5000 + accounts * 10000)) ]; then
		echo "charged $_net for $_posts posts, $accounts accounts"
		return 1
	fi
	_known=$(sqlite3 archive.db "SELECT sum(CASE state WHEN 'reserved'
		THEN reserved ELSE gross END) FROM ledger")
	if [ "$_known" -lt "$_gross" ]; then
		echo "the ledger knows of $_known, charged were $_gross"
		return 1
	fi
}
