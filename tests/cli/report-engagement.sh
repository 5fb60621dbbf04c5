#!/bin/sh
. tests/lib.sh
# shellcheck source=tests/reports.sh
. "$top/tests/reports.sh"
make_world

exits "as JSON" 0 givetake report engagement --format json
cp .out all.json
is "has a schema" "$(jq -r .schema all.json)" givetake.report.engagement.1
old="form <> 4 AND metrics_at - created_at >= 86400"
is "posts by class, of counts read a day after" \
	"$(jq -r '.classes[] | select(.class | startswith("all") | not) |
	"\(.account_id) \(.class) \(.posts) \(.newest_posts[0])"' all.json | sort)" \
	"$(ask "SELECT author_id || ' ' || CASE class WHEN 0 THEN 'answer' WHEN 1
		THEN 'link' WHEN 2 THEN 'insight' WHEN 3 THEN 'amplify' WHEN 4 THEN
		'ask' WHEN 5 THEN 'promote' WHEN 6 THEN 'chatter' ELSE 'other' END
		|| ' ' || count(*) || ' ' || max(id) FROM $posts WHERE $old
		GROUP BY author_id, class" | sort)"
is "those too young are counted" "$(jq .posts_too_young all.json)" \
	"$(ask "SELECT count(*) FROM $posts WHERE form <> 4
		AND metrics_at - created_at < 86400")"
check "there are such" jq -e '.posts_too_young > 0' all.json
# Medians and their order statistics: ranks by the binomial distribution.
medians() {
	awk -F, '
	function finish(    rank, sum, term) {
		if (n < 10) return
		term = 0.5 ^ n
		for (sum = term; sum <= 0.05; sum += term) {
			rank++
			term *= (n - rank + 1) / rank
		}
		printf "%s %.10g %d %d\n", last,
			(v[int((n + 1) / 2)] + v[int(n / 2) + 1]) / 2, v[rank],
			v[n + 1 - rank]
	}
	{ if ($1 != last) { finish(); n = 0 } last = $1; v[++n] = $2 }
	END { finish() }'
}
for measure in replies likes reposts impressions; do
	is "medians of $measure, gives" "$(jq -r --arg m "$measure" '.classes[] |
		select(.class == "all gives" and .[$m]) |
		"\(.account_id) \(.[$m]) \(.[$m + "_low"]) \(.[$m + "_high"])"' \
		all.json | sort)" \
		"$(ask "SELECT author_id, $measure FROM $posts WHERE $old AND is_give
			ORDER BY author_id, $measure" | medians | sort)"
done
is "medians of likes, promote" "$(jq -r '.classes[] |
	select(.class == "promote" and .likes) |
	"\(.account_id) \(.likes) \(.likes_low) \(.likes_high)"' all.json | sort)" \
	"$(ask "SELECT author_id, likes FROM $posts WHERE $old AND class = 5
		ORDER BY author_id, likes" | medians | sort)"
is "nothing is said of fewer than ten" \
	"$(jq '[.classes[] | select(.posts < 10 and .likes)] | length' all.json)" 0
is "comparisons are those of the medians" \
	"$(jq -r '.comparisons[] | "\(.measure) \(.gives_more) \(.takes_more) \(.equal)"' all.json)" \
	"$(jq -r '. as $all | ("replies", "likes", "reposts", "impressions") as $m |
	[$all.classes[] | select(.class == "all gives") as $g |
	$all.classes[] | select(.class == "all takes" and
	.account_id == $g.account_id) | select(.[$m] and $g[$m]) |
	$g[$m] - .[$m]] | "\($m) \(map(select(. > 0)) | length) " +
	"\(map(select(. < 0)) | length) \(map(select(. == 0)) | length)"' all.json)"
is "six accounts are too few to conclude" \
	"$(jq -r '[.comparisons[].says] | unique | .[]' all.json)" \
	"too few accounts to say anything"
# Counts that are read again later count at once.
jq -c 'select(.author_id == "11") | .public_metrics.like_count += 1000' \
	world.jsonl >later.jsonl
set_clock "2026-11-30T00:00:00Z"
givetake import later.jsonl >/dev/null
is "newer counts are taken" \
	"$(givetake report engagement --format json | jq '[.classes[] |
	select(.account_id == "11" and .likes and .likes < 1000)] | length')" 0
exits "a window and a group" 0 givetake report engagement --group team \
	--since 2026-10-20 --format json
is "their posts alone" "$(jq '[.classes[] | select(.class | startswith("all") |
	not) | .posts] | add' .out)" \
	"$(ask "SELECT count(*) FROM $posts WHERE $old AND author_id IN (11, 12)
		AND created_at >= $(date -ud 2026-10-19T22:00:00Z +%s)")"
exits "as a table" 0 givetake report engagement
has "it is said to be correlation" .out "This is correlation"
hostile evil.jsonl
givetake import evil.jsonl >/dev/null
survives engagement
nowhere engagement engagement
is "one post says nothing" \
	"$(jq -c '[.classes, .accounts_too_small + .posts_too_young]' one.json)" \
	"[[],1]"
is "none" "$(jq -c .classes none.json)" "[]"
finish
