#!/bin/sh
# The budget of an observation is a cap like those of run, day and month, on
# what is spent for the accounts in it.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

ask() {
	sqlite3 archive.db "$1"
}
posts_of() {
	ask "SELECT count(*) FROM post WHERE author_id = $1"
}
observed() { # what counts as spent on it, by the ledger and by the sum kept
	ask "SELECT coalesce(sum(CASE state WHEN 'reserved' THEN reserved
			ELSE gross END), 0),
		(SELECT amount FROM spent WHERE kind = 'observation')
		FROM ledger WHERE observation_id IS NOT NULL"
}

begin_world "40 30 20" || exit 1
givetake --quiet observe start autumn --for 4w --budget 0.30 @ann1 @ann2
exits "a fetch ends at the budget" 4 fetch
has "and says so" .err "the cap of the observation (givetake observe budget)"
has "names what it leaves out" .err "@ann"
lacks "but not who is not observed" .err "@ann3"
is "who is not observed is read to the end" "$(posts_of 7003)" 20
spent=$(observed)
check "the sum is that of the ledger: $spent" \
	[ "${spent%|*}" = "${spent#*|}" ]
check "and no more than the budget" [ "${spent%|*}" -le 300000 ]
check "much of which was spent" [ "${spent%|*}" -ge 200000 ]
exits "the status tells" 0 givetake observe status --format json
is "what was spent" "$(jq '.spent_usd * 1000000 | round' .out)" "${spent%|*}"
exits "so does cost" 0 givetake cost --format json
is "with the cap" "$(jq '.spent_on_observation.cap_usd == 0.3' .out)" true
later 3600
before=$(curl -s "$url/sim/bill" | jq .posts)
exits "the next fetch spends nothing on it" 4 fetch
is "at X" "$(curl -s "$url/sim/bill" | jq .posts)" "$before"
exits "plan knows" 0 givetake plan
has "the budget" .out "the cap of the observation"
is "what is missing is written down" "$(ask "SELECT count(*) > 0 FROM coverage
	WHERE reason = 'cap'")" 1

# kill -9 does not lift it.
for after in 0.03 0.05 0.07 0.09; do
	timeout -s KILL $after givetake --quiet fetch >.out 2>.err
	later 400
done
check "kill -9 does not lift it" [ "$(observed | cut -d'|' -f1)" -le 300000 ]

# Its end lifts it.
givetake --quiet observe end
later 400
exits "after its end all is read" 0 fetch
check "archive and world agree" same_as_world
is "and counts for nothing any more" "$(observed | cut -d'|' -f1)" \
	"${spent%|*}"
finish
