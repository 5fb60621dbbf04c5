#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report relations --limit 1000 --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.relations.1
# Whom a post is to: the author of what it passes on, quotes or answers.
turned="(SELECT p.id, p.author_id AS a, p.form, p.class,
	CASE p.form WHEN 1 THEN p.reply_to_user_id ELSE r.author_id END AS b
	FROM $posts p LEFT JOIN post r ON r.id = CASE p.form
		WHEN 4 THEN p.repost_of_id ELSE p.quote_of_id END
	WHERE p.form IN (1, 3, 4))"
is "pairs by what passes between them" \
	"$(jq -r '.relations[] | "\(.account_id) \(.to_id) \(.posts) \(.reposts) \(.quotes) \(.answers) \(.replies) \(.newest_posts[0])"' all.json | sort)" \
	"$(ask "SELECT a || ' ' || b || ' ' || count(*) || ' ' || sum(form = 4)
		|| ' ' || sum(form = 3) || ' ' || sum(form = 1 AND class = 0)
		|| ' ' || sum(form = 1 AND class <> 0) || ' ' || max(id)
		FROM $turned WHERE b IS NOT NULL AND a <> b GROUP BY a, b" | sort)"
is "and what comes back" \
	"$(jq -r '.relations[] | "\(.account_id) \(.to_id) \(.back)"' all.json | sort)" \
	"$(ask "SELECT a || ' ' || b || ' ' || (SELECT count(*) FROM $turned u
		WHERE u.a = t.b AND u.b = t.a)
		FROM $turned t WHERE b IS NOT NULL AND a <> b GROUP BY a, b" | sort)"
is "accounts among their people" \
	"$(jq -r '.accounts[] | "\(.account_id) \(.people) \(.people_back) \(.reposts + .quotes + .answers + .replies) \(.top_share * 1000 | round)"' all.json | sort)" \
	"$(ask "SELECT a || ' ' || count(*) || ' ' || sum(back > 0) || ' ' ||
		sum(n) || ' ' || CAST(round(1000.0 * max(n) / sum(n)) AS INTEGER)
		FROM (SELECT a, b, count(*) AS n, (SELECT count(*) FROM $turned u
			WHERE u.a = t.b AND u.b = t.a) AS back
			FROM $turned t WHERE b IS NOT NULL AND a <> b GROUP BY a, b)
		GROUP BY a" | sort)"
is "too few people for a share" \
	"$(jq -c '[.accounts[].reciprocity] | unique' all.json)" "[null]"
is "most posts first" "$(jq -c '[.relations[].posts]' all.json)" \
	"$(jq -c '[.relations[].posts] | sort | reverse' all.json)"
exits "a group" 0 givetake report relations --group team --format json
is "what comes back from outside is not known" \
	"$(jq -r '[.relations[] | select(.to_id == "13") | .back] | unique | tostring' .out)" \
	"[null]"
exits "a limit" 0 givetake report relations --limit 3 --format json
is "is kept" "$(jq '.relations | length' .out)" 3
is "with the same first" "$(jq -c '.relations' .out)" \
	"$(jq -c '.relations[0:3]' all.json)"
hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives relations
nowhere relations relations
is "one post turns to nobody" "$(jq -c .relations one.json)" "[]"
finish
