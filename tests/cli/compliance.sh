#!/bin/sh
# What X no longer shows leaves the archive, down to the bytes of its files.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "30 12 8 5" || exit 1
world() {
	curl -sf --data-binary "$1" "$url/sim/world"
}
post() { # post USER TEXT: prints its id
	world "{\"do\":\"post\",\"user\":\"$1\",\"text\":\"$2\"}" |
		jq -r '.[0].id'
}
# Every byte of every file of the archive, pages unpacked.
bytes() {
	cat archive.db*
	for _id in $(sqlite3 archive.db 'SELECT id FROM page'); do
		sqlite3 archive.db "SELECT writefile('page.zst', body)
			FROM page WHERE id = $_id" >/dev/null
		zstd -qdc page.zst
	done
}
holds() { # holds TEXT: how many files hold it
	bytes | grep -aic -e "$1"
}
count() {
	sqlite3 archive.db "SELECT count(*) FROM $1"
}
command -v zstd >/dev/null || {
	skip "compliance" "no zstd to unpack pages"
	finish
}

gone=$(post ann1 "zyzzyva words that will go")
post ann2 "A quokka stands here and stays" >/dev/null
post ann3 "xylograph of somebody who locks the door" >/dev/null
post ann4 "vuvuzela of somebody suspended" >/dev/null
edited=$(post ann2 "whortleberry before the edit")
fetch
world "{\"do\":\"edit\",\"id\":\"$edited\",\"text\":\"after the edit\"}" >.edit
next_morning
fetch
check "it is there before" [ "$(holds zyzzyva)" -gt 1 ]
check "in pages as well" [ "$(holds xylograph)" -gt 1 ]
posts=$(count post)

exits "plan" 0 givetake compliance --plan
has "the plan tells the price" .out "at most \$"
is "and costs nothing" "$(sqlite3 archive.db \
	"SELECT count(*) FROM ledger WHERE purpose = 'compliance'")" 0

world "[{\"do\":\"delete\",\"id\":\"$gone\"},
	{\"do\":\"state\",\"user\":\"ann3\",\"state\":\"protected\"},
	{\"do\":\"state\",\"user\":\"ann4\",\"state\":\"suspended\"}]" >.states
exits "first check" 0 givetake compliance --yes --by lookups
is "what is only not found stays, hidden" "$(sqlite3 archive.db \
	"SELECT state FROM post WHERE id = $gone")" 5
is "protected: no byte is left" "$(holds xylograph)" 0
is "suspended: no byte is left" "$(holds vuvuzela)" 0
is "their tombstones tell why" "$(sqlite3 archive.db \
	"SELECT group_concat(DISTINCT reason) FROM tombstone")" \
	"protected,suspended"
next_morning
exits "second check, another day" 0 givetake compliance --yes --by lookups
is "deleted: no byte is left" "$(holds zyzzyva)" 0
is "a tombstone is" "$(sqlite3 archive.db \
	"SELECT reason FROM tombstone WHERE id = $gone")" missing
check "others stay" [ "$(holds quokka)" -gt 1 ]
is "no score, link or index row is without its post" "$(sqlite3 archive.db \
	'SELECT (SELECT count(*) FROM score WHERE rid NOT IN
		(SELECT rid FROM post))
	+ (SELECT count(*) FROM link WHERE rid NOT IN (SELECT rid FROM post))
	+ (SELECT count(*) FROM sighting WHERE rid NOT IN
		(SELECT rid FROM post))')" 0
is "so many posts are gone" "$((posts - $(count post)))" 16

next_morning
fetch
is "nothing comes back by itself" "$(holds zyzzyva)" 0
world "[{\"do\":\"restore\",\"id\":\"$gone\"},
	{\"do\":\"state\",\"user\":\"ann3\",\"state\":\"public\"}]" >.states
sqlite3 archive.db 'UPDATE source SET cursor = 0, next_at = 0'
next_morning
fetch
check "what X serves again is back" [ "$(holds zyzzyva)" -gt 1 ]
is "without its tombstone" "$(sqlite3 archive.db \
	"SELECT count(*) FROM tombstone WHERE id = $gone")" 0
check "so is who unlocked the door" [ "$(holds xylograph)" -gt 1 ]

exits "forget tells first" 0 givetake forget @ann2
has "what would go" .out "15 posts"
check "and does nothing" [ "$(holds quokka)" -gt 1 ]
cp archive.db archive.db.before-3
exits "forget" 0 givetake forget @ann2 --yes
is "every file that still holds a word of it is named" \
	"$(grep -la quokka archive.db* | sed "s|^|$work/|")" \
	"$(sed -n 's/^givetake: the copy \(.*\) still holds it; remove it$/\1/p' .err)"
check "which is the copy alone" test -n "$(sed -n '/before-3/p' .err)"
rm archive.db.before-3
is "forgotten: no byte of a post" "$(holds 'quokka\|whortleberry')" 0
is "no handle, no name" "$(bytes | grep -aic 'ann2')" 0
next_morning
sqlite3 archive.db 'UPDATE source SET cursor = 0, next_at = 0'
givetake --quiet watch add @ann2 2>/dev/null
fetch
is "stays away although X serves it" "$(holds quokka)" 0
exits "forget whom nobody knows" 66 givetake forget @nobody --yes
is "the archive is whole" "$(sqlite3 archive.db 'PRAGMA integrity_check')" ok
finish
