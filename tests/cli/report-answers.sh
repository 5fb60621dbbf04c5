#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report answers --limit 1000 --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.answers.1
answers="(SELECT p.id, p.author_id AS a, p.reply_to_user_id AS b, p.class,
	p.flags, p.created_at - r.created_at AS delay
	FROM $posts p LEFT JOIN post r ON r.id = p.reply_to_id WHERE p.form = 1)"
is "who answers" \
	"$(jq -r '.answerers[] | "\(.account_id) \(.answers) \(.replies) \(.handoffs) \(.people) \(.timed)"' all.json | sort)" \
	"$(ask "SELECT a || ' ' || sum(class = 0) || ' ' || count(*) || ' ' ||
		sum(flags & 2 <> 0) || ' ' ||
		count(DISTINCT CASE WHEN class = 0 THEN b END) || ' ' ||
		sum(class = 0 AND delay >= 0) FROM $answers GROUP BY a" | sort)"
check "ten answers or more" jq -e 'any(.answerers[]; .answers >= 10)' all.json
# The median and its order statistics: ranks by the binomial distribution.
medians() {
	awk -F, '
	function finish(    rank, sum, term, mid) {
		if (n < 10) return
		term = 0.5 ^ n
		for (sum = term; sum <= 0.05; sum += term) {
			rank++
			term *= (n - rank + 1) / rank
		}
		mid = (v[int((n + 1) / 2)] + v[int(n / 2) + 1]) / 2
		printf "%s %.10g %d %d\n", last, mid, v[rank], v[n + 1 - rank]
	}
	{ if ($1 != last) { finish(); n = 0 } last = $1; v[++n] = $2 }
	END { finish() }'
}
is "how fast, with intervals" \
	"$(jq -r '.answerers[] | select(.delay) | "\(.account_id) \(.delay) \(.delay_low) \(.delay_high)"' all.json | sort)" \
	"$(ask "SELECT a, delay FROM $answers WHERE class = 0 AND delay >= 0
		ORDER BY a, delay" | medians | sort)"
is "who answers whom, and back" \
	"$(jq -r '.pairs[] | "\(.account_id) \(.to_id) \(.answers) \(.back) \(.posts[0])"' all.json | sort)" \
	"$(ask "SELECT a || ' ' || b || ' ' || count(*) || ' ' ||
		(SELECT count(*) FROM $answers u WHERE u.a = t.b AND u.b = t.a
		AND u.class = 0) || ' ' || max(id)
		FROM $answers t WHERE class = 0 AND a <> b GROUP BY a, b
		UNION SELECT a || ' ' || b || ' ' || count(*) || ' ' || count(*)
		|| ' ' || max(id) FROM $answers WHERE class = 0 AND a = b
		GROUP BY a" | sort)"
until=$(date -ud 2026-11-22T23:45:00Z +%s)
is "open questions" "$(jq -r '.openings[].post_id' all.json)" \
	"$(ask "SELECT id FROM $posts p WHERE class = 4 AND form <> 4
		AND created_at BETWEEN $until - 172800 AND $until
		AND NOT EXISTS (SELECT 1 FROM post r WHERE r.reply_to_id = p.id
			AND r.author_id <> p.author_id)
		AND (replies IS NULL OR replies <= (SELECT count(*) FROM post r
			WHERE r.reply_to_id = p.id))
		ORDER BY impressions DESC, likes DESC, created_at DESC")"
check "there are some" jq -e '.openings | length > 0' all.json
first=$(jq -r '.openings[0].post_id' all.json)
exits "of a window in the past" 0 givetake report answers \
	--until 2026-10-20 --format json
is "no question is too old or too new" "$(jq -r '[.openings[].created_at |
	select(. < "2026-10-18T22:00:00Z" or . >= "2026-10-20T22:00:00Z")] |
	length' .out)" 0
# An answer closes it.
printf '{"id":"2124900000000000001","author_id":"77","lang":"en","created_at":"2026-11-22T23:00:00Z","text":"@x Try more salt, it worked for me","in_reply_to_user_id":"11","referenced_tweets":[{"type":"replied_to","id":"%s"}],"author":{"id":"77","username":"seven"}}\n' \
	"$first" >answer.jsonl
givetake import answer.jsonl >/dev/null
is "an answered question is closed" "$(givetake report answers --format json |
	jq --arg id "$first" '[.openings[] | select(.post_id == $id)] | length')" 0

hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives answers
has "answers: what is hostile is shown" .table evil
exits "a group" 0 givetake report answers --group team --format json
is "a question that names one of it is addressed to it, and first" \
	"$(jq -r '.openings[0] | "\(.handle) \(.addressed)"' .out)" "evil true"
is "its answers alone" "$(jq -c '[.answerers[].account_id] | sort' .out)" \
	"$(jq -c '[.answerers[].account_id | select(. == "11" or . == "12")] | sort' all.json)"
nowhere answers answers
is "one post is no answer" "$(jq -c '[.answerers, .pairs]' one.json)" "[[],[]]"
is "none" "$(jq -c .openings none.json)" "[]"
finish
