#!/bin/sh
# Accounts and posts change: edits, renames, locked doors, suspensions.  The
# archive follows, and one bad account never stops the others.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "8 6 5 4 3" || exit 1
world() {
	curl -sf -o .curl --data-binary "$1" "$url/sim/world"
}
say() { # say USER TEXT: prints its id
	curl -sf --data-binary "{\"do\":\"post\",\"user\":\"$1\",
		\"text\":\"$2\"}" "$url/sim/world" | jq -r '.[0].id'
}
sql() {
	sqlite3 archive.db "$1"
}
sed -i 's/^profile_every.*/profile_every = 1d/' "$HOME/.config/givetake/config.ini"
first=$(say ann1 "before the edit")
fetch

# Edits: the newest version stands, the older ones are kept.
next_morning
world "{\"do\":\"edit\",\"id\":\"$first\",\"text\":\"after the edit\"}"
fetch
is "the newest version stands" "$(sql "SELECT text FROM post
	WHERE text LIKE '%the edit' AND superseded_by IS NULL")" "after the edit"
is "the older one is kept" "$(sql "SELECT text FROM post
	WHERE superseded_by IS NOT NULL")" "before the edit"

# A new name: the account stays the same, the old name is kept.
next_morning
world '{"do":"rename","user":"ann2","to":"anna"}'
say anna "under a new name" >.id
fetch
is "the source follows the new name" "$(sql "SELECT handle FROM source
	WHERE user_id = 7002")" anna
is "the old name is kept" "$(sql "SELECT username FROM profile_change
	WHERE user_id = 7002 ORDER BY until_at DESC LIMIT 1")" ann2
is "its posts go on" "$(sql "SELECT count(*) FROM post
	WHERE author_id = 7002")" 7

# Protected and suspended: the reason stands on the account, others go on.
next_morning
world '[{"do":"state","user":"ann3","state":"protected"},
	{"do":"state","user":"ann4","state":"suspended"},
	{"do":"state","user":"ann5","state":"deactivated"}]'
say ann1 "others go on" >.id
exits "some sources fail" 3 fetch
has "each is named" .err "@ann3"
is "others are read" "$(sql "SELECT count(*) FROM post
	WHERE text = 'others go on'")" 1
is "protected" "$(sql 'SELECT state FROM "user" WHERE id = 7003')" 2
is "suspended" "$(sql 'SELECT state FROM "user" WHERE id = 7004')" 3
is "their posts are kept" "$(sql 'SELECT count(*) FROM post
	WHERE author_id IN (7003, 7004, 7005)')" 12
is "each has a reason" "$(sql 'SELECT count(problem) FROM source')" 3
made=$(curl -s "$url/sim/requests" | jq length)
later 3600
fetch
is "they are asked for again, but not at once" "$(curl -s \
	"$url/sim/requests?since=$made" | jq '[.[] |
	select(.target | test("/700[345]/"))] | length')" 0
next_morning
world '[{"do":"state","user":"ann3","state":"public"},
	{"do":"state","user":"ann4","state":"public"},
	{"do":"state","user":"ann5","state":"public"}]'
say ann4 "back again" >.id
later 90000
fetch
fetch
is "who comes back is read again" "$(sql "SELECT count(*) FROM post
	WHERE text = 'back again'")" 1
is "and public again" "$(sql 'SELECT group_concat(state) FROM "user"
	WHERE id IN (7003, 7004, 7005)')" "0,0,0"
is "without a problem" "$(sql 'SELECT count(problem) FROM source')" 0

# Withheld: in some countries it stays, with their names, and is not passed
# on; everywhere it is no longer counted.
next_morning
withheld() { # withheld NUMBER TEXT CODES: a post of ann1 of a second ago
	_id=$((((now - $1) * 1000 - 1288834974657) * 4194304))
	world "{\"do\":\"load\",\"value\":{\"id\":\"$_id\",\"text\":\"$2\",
		\"author_id\":\"7001\",\"lang\":\"en\",
		\"created_at\":\"$(date -u -d "@$((now - $1))" \
		+%Y-%m-%dT%H:%M:%S.000Z)\",
		\"withheld\":{\"copyright\":false,\"scope\":\"tweet\",
		\"country_codes\":[$3]}}}"
}
withheld 61 "not for some" '"DE","FR"'
withheld 62 "for nobody" '"XX"'
later 5
fetch
is "the countries are kept" "$(sql "SELECT withheld, state FROM post
	WHERE text = 'not for some'")" "DE,FR|0"
is "withheld everywhere" "$(sql "SELECT withheld, state FROM post
	WHERE text = 'for nobody'")" "XX|4"
givetake --quiet export posts --format jsonl >all.jsonl 2>.err
is "an export names the countries" "$(jq -c 'select(.text == "not for some") |
	.withheld.country_codes' all.jsonl)" '["DE","FR"]'
givetake --quiet export posts --format ids --share >shared 2>.err
is "what is withheld somewhere is not passed on" "$(sql "SELECT id FROM post
	WHERE withheld IS NOT NULL" | grep -cxf - shared)" 0
check "the rest is" test -s shared
sql "UPDATE post SET state = 0 WHERE text = 'for nobody'"
exits "a check of what is archived" 0 givetake compliance --yes --by lookups \
	--max-cost 100
is "hides again what is withheld" "$(sql "SELECT state FROM post
	WHERE text = 'for nobody'")" 4
is "and takes out nothing" "$(sql "SELECT count(*) FROM tombstone")" 0
sql "UPDATE post SET state = 0"

# A 404 alone proves nothing.
next_morning
fault "not-found:every=1,path=7001"
exits "a 404 fails the source" 3 fetch
is "and nothing else" "$(sql 'SELECT state FROM "user" WHERE id = 7001')" 0
is "no post is touched" "$(sql 'SELECT count(*) FROM post
	WHERE state <> 0')" 0
no_faults
later 1000
check "it is read again soon" fetch
finish
