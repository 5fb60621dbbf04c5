#!/bin/sh
# What X no longer shows is taken out of the archive, and an observation that
# has ended stays what it was: withdrawn posts are counted, never shown.
. "$(dirname "$0")/../lib.sh"
. "$top/tests/fetching.sh"

begin_world "30 20 10" || exit 1
givetake observe start autumn --since 2026-10-23 --for 11d 2>/dev/null
fetch
sqlite3 archive.db "SELECT 'post_id,label,flags' UNION ALL
	SELECT id || ',' || CASE WHEN id % 3 = 0 THEN 'promote' ELSE 'insight'
	END || ',-' FROM post" >labels.csv
sed -i '1s/post_id/id/' labels.csv
exits "labels" 0 givetake label import labels.csv
exits "end" 0 givetake observe end
posts=$(sqlite3 archive.db 'SELECT count(*) FROM observation_post')
is "every post counted" "$posts" "$(sqlite3 archive.db \
	'SELECT count(*) FROM post')"
givetake report accounts --observation autumn --format json >before.json
givetake report observation --format json >whole.json
gone=$(jq -r '.posts.posts[0].post_id' whole.json)
text=$(sqlite3 archive.db "SELECT text FROM post WHERE id = $gone")
check "a post is shown" test -n "$text"

# Its author deletes it.
curl -sf -o .curl --data-binary "[{\"do\":\"delete\",\"id\":\"$gone\"}]" \
	"$url/sim/world"
exits "look what is gone" 0 givetake compliance --yes --by lookups
later 90000
exits "twice, for once proves nothing" 0 givetake compliance --yes \
	--by lookups
is "the archive has it no more" "$(sqlite3 archive.db \
	"SELECT count(*) FROM post WHERE id = $gone")" 0
givetake report accounts --observation autumn --format json >after.json
check "the numbers stay" sh -c "jq -S .accounts before.json >a &&
	jq -S .accounts after.json >b && cmp a b"
givetake report observation --format json >whole.json
is "it is counted" "$(jq .progress.withdrawn_since whole.json)" 1
lacks "and not named" whole.json "$gone"
lacks "nor shown" whole.json "$text"
for format in html markdown table csv; do
	givetake report observation --format $format >shown
	lacks "nor in $format" shown "$text"
done

# An account is erased: nothing of it is left in what was frozen.
givetake --quiet forget @ann2 --yes 2>/dev/null
is "erased" "$(sqlite3 archive.db 'SELECT count(*) FROM observation_post
	WHERE author_id = 7002')" 0
givetake report accounts --observation autumn --format json >rest.json
is "the others stay" "$(jq -c '[.accounts[] | [.handle, .gives]] | sort' \
	rest.json)" "$(jq -c '[.accounts[] | select(.handle != "ann2") |
		[.handle, .gives]] | sort' before.json)"
finish
