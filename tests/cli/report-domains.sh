#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world
for n in 11 12 13; do
	givetake own add "@person$n" "person$n.example" >/dev/null 2>&1
done

exits "as JSON" 0 givetake report domains --limit 100 --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.domains.1
# Whose a site is, the archive says.
shared="(SELECT DISTINCT p.id, p.author_id, p.created_at, p.is_give, p.is_take,
	l.site, EXISTS (SELECT 1 FROM own o WHERE o.user_id = p.author_id
		AND o.what = l.site AND o.status = 'own') AS is_own
	FROM $posts p JOIN link l ON l.rid = p.rid WHERE l.is_media = 0)"
is "sites by accounts and posts" \
	"$(jq -r '.domains[] | "\(.site) \(.accounts) \(.posts) \(.own_accounts) \(.own_posts) \(.gives) \(.takes)"' all.json | sort)" \
	"$(ask "SELECT site || ' ' ||
		count(DISTINCT CASE WHEN NOT is_own THEN author_id END) || ' ' ||
		sum(NOT is_own) || ' ' ||
		count(DISTINCT CASE WHEN is_own THEN author_id END) || ' ' ||
		sum(is_own) || ' ' || sum(is_give) || ' ' || sum(is_take)
		FROM $shared GROUP BY site" | sort)"
check "some are own, some are not" jq -e \
	'([.domains[].own_posts] | add) > 0 and ([.domains[].posts] | add) > 0' \
	all.json
is "first and last seen" \
	"$(jq -r '.domains[] | "\(.site) \(.first_at) \(.last_at) \(.first_post_id) \(.newest_posts[0])"' all.json | sort)" \
	"$(ask "SELECT site || ' ' ||
		strftime('%Y-%m-%dT%H:%M:%SZ', min(created_at), 'unixepoch') || ' '
		|| strftime('%Y-%m-%dT%H:%M:%SZ', max(created_at), 'unixepoch')
		|| ' ' || min(id) || ' ' || max(id)
		FROM $shared GROUP BY site" | sort)"
is "what travels furthest is first" "$(jq -r '.domains[0].accounts' all.json)" \
	"$(jq '[.domains[].accounts] | max' all.json)"
since=$(date -ud 2026-10-31T23:00:00Z +%s)
exits "a window and a group" 0 givetake report domains --group team \
	--since 2026-11-01 --format json
is "counts its posts alone" "$(jq '[.domains[] | .posts + .own_posts] | add' .out)" \
	"$(ask "SELECT count(*) FROM $shared WHERE author_id IN (11, 12)
		AND created_at >= $since")"
is "first seen before it is not new" \
	"$(jq -r '.domains[] | "\(.site) \(.is_new) \(.first_at)"' .out | sort)" \
	"$(ask "SELECT site || ' ' || CASE WHEN min(created_at)
		>= $since THEN 'true' ELSE 'false'
		END || ' ' ||
		strftime('%Y-%m-%dT%H:%M:%SZ', min(created_at), 'unixepoch')
		FROM $shared WHERE author_id IN (11, 12) GROUP BY site
		HAVING max(created_at) >= $since" | sort)"
exits "few rows" 0 givetake report domains --limit 2
has "say that there are more" .out "the first of them here"
hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives domains --limit 100
has "domains: what is hostile is shown" .table xn--e1afmkfd.example
nowhere domains domains
is "one post with one link" "$(jq .sites_found one.json)" 1
is "none" "$(jq -c .domains none.json)" "[]"
finish
