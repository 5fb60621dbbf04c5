# shellcheck shell=sh
# Sourced by the tests of reports after tests/lib.sh: an invented archive of
# some months, and questions to it in plain SQL.

# make_world: six accounts, 582 posts over nine weeks that see summer time end
# in Berlin, with answers, links, reposts, quotes and counts; the clock stands
# shortly after the last.  Rules judge them, whatever model is the default.
make_world() {
	printf '[score]\nmodel = rules\n[archive]\ntimezone = Europe/Berlin\n' \
		>givetake.ini
	set_clock "2026-11-22T23:45:00Z"
	sqlite3 :memory: "
	WITH RECURSIVE n (i) AS (VALUES (0) UNION ALL
		SELECT i + 1 FROM n WHERE i < 581),
	p AS (SELECT i, 11 + i % 6 AS author, i / 6 % 9 AS kind,
		1790162000 + i * 9000 + i * i % 4001 AS at FROM n),
	q AS (SELECT *, ((at * 1000 - 1288834974657) << 22) + i AS id FROM p),
	r AS (SELECT q.*,
		o.id AS other, o.author AS other_author, o.kind AS other_kind
		FROM q LEFT JOIN q o ON o.i = CASE q.kind
			WHEN 2 THEN (q.i / 6 - 8) * 6 + (q.i + 1 + q.i / 54 % 5) % 6
			ELSE q.i - 7 - q.i % 5 END)
	SELECT json_patch(json_object('id', CAST(id AS TEXT),
		'author_id', CAST(author AS TEXT), 'lang', 'en',
		'created_at', strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch'),
		'conversation_id', CAST(id AS TEXT),
		'author', json_object('id', CAST(author AS TEXT),
			'username', 'person' || author, 'name', 'P' || author,
			'description', 'bread'),
		'public_metrics', json_object('retweet_count', i * 7 % 11,
			'reply_count', CASE WHEN kind = 3 AND i > 550 THEN i % 2
				ELSE i * 5 % 4 END,
			'like_count', i * i % 97, 'quote_count', i % 3,
			'impression_count', 100 + i * 13 % 997)),
	CASE kind WHEN 0 THEN json_object('text', 'Tip ' || i
		|| ': fold the rye dough twice because the crumb opens after '
		|| (20 + i % 7) || ' minutes instead of ' || (60 + i % 5) || '. #rye')
	WHEN 1 THEN json_object('text', 'Sign up for our course number ' || i
		|| ' today, 20% off with code BREAD https://person' || author
		|| '.example/course',
		'entities', json_object('urls', json_array(json_object(
			'start', 0, 'end', 4, 'url', 'https://t.co/a' || i,
			'expanded_url', 'https://person' || author
			|| '.example/course'))))
	WHEN 2 THEN json_object('text', '@person' || other_author
		|| ' Try a longer proof: ' || i
		|| ' minutes at 4 degrees helped my dough, because it is cold.',
		'in_reply_to_user_id', CAST(other_author AS TEXT),
		'referenced_tweets', json_array(json_object('type', 'replied_to',
			'id', CAST(other AS TEXT))),
		'entities', json_object('mentions', json_array(json_object(
			'start', 0, 'end', 9, 'username', 'person' || other_author,
			'id', CAST(other_author AS TEXT)))))
	WHEN 3 THEN json_object('text', 'Does anyone know how to keep loaf '
		|| i || ' from sinking in the oven?')
	WHEN 4 THEN json_object('text', 'Worth reading on yeast and grain: '
		|| 'https://paper' || (i % 5) || '.example/' || i,
		'entities', json_object('urls', json_array(json_object(
			'start', 0, 'end', 5, 'url', 'https://t.co/b' || i,
			'expanded_url', 'https://paper' || (i % 5) || '.example/' || i))))
	WHEN 5 THEN json_object('text', 'RT @person' || other_author
		|| ': words of theirs ' || i,
		'referenced_tweets', json_array(json_object('type', 'retweeted',
			'id', CAST(other AS TEXT))))
	WHEN 6 THEN json_object('text', 'Great thread by @person' || other_author
		|| ' on ovens, number ' || i,
		'referenced_tweets', json_array(json_object('type', 'quoted',
			'id', CAST(other AS TEXT))))
	WHEN 7 THEN json_object('text', 'good morning ' || i)
	ELSE json_object('text', 'we are proud to announce prize ' || i
		|| ', buy our book now') END)
	FROM r ORDER BY i" >world.jsonl
	givetake watch add --group team @person11 @person12 2>/dev/null
	givetake import world.jsonl >/dev/null &&
		givetake score >/dev/null 2>&1
	sqlite3 "$HOME/.local/share/givetake/archive.db" "UPDATE source
		SET user_id = (SELECT id FROM user WHERE user.handle = source.handle)"
}

# ask SQL: what the archive says, a line a row, fields between commas.
ask() {
	givetake sql --format csv "$(printf %s "$1" | tr '\n\t' '  ')" |
		tail -n +2
}

# Columns and conditions of the tests' SQL: standing posts with their class,
# form, and whether they give or take.
# shellcheck disable=SC2034
posts="(SELECT p.*, s.class, s.flags >> 5 AS form, s.flags, s.give, s.take,
	s.weight, s.probs, s.class < 5 AS is_give, s.class = 5 AS is_take
	FROM post p JOIN score s ON s.rid = p.rid
	WHERE p.state = 0 AND p.superseded_by IS NULL)"

# hostile FILE: a line of the archive whose every text is hostile.
hostile() {
	printf '%s\n' '{"id":"2100000000000000001","author_id":"99","lang":"en","created_at":"2026-11-22T22:00:00Z","text":"Does anyone know how =cmd() <script>alert(1)</script> \u001b[31m \u202e works, \"quoted\"?\nsecond line","author":{"id":"99","username":"evil","name":"<b>\u001b]0;x\u0007=1+1"},"public_metrics":{"like_count":5000,"retweet_count":1,"reply_count":0,"quote_count":0,"impression_count":9999},"entities":{"urls":[{"start":0,"end":4,"url":"https://t.co/x","expanded_url":"https://xn--e1afmkfd.example/\"><script>"}],"hashtags":[{"start":0,"end":2,"tag":"<i>\u001b[1m"}],"mentions":[{"start":0,"end":3,"username":"person11","id":"11"}]}}' >"$1"
}

# nowhere REPORT WORD...: no archive, an empty one, one post, a stranger.
nowhere() {
	_report=$1
	shift
	exits "$_report: kept" 0 givetake report "$@" --limit 5 -o kept.json
	exits "$_report: and still so" 0 givetake report verify kept.json
	exits "$_report: no archive" 66 givetake --archive none.db report "$@"
	givetake --archive empty.db watch add @person11 2>/dev/null
	sed -n 7p world.jsonl >one.jsonl
	givetake --archive one.db import one.jsonl >/dev/null
	exits "$_report: one post" 0 givetake --archive one.db report "$@" \
		--format json
	cp .out one.json
	exits "$_report: as a table too" 0 givetake --archive one.db report "$@"
	exits "$_report: no such group" 66 givetake report "$@" --group none
	exits "$_report: a window without posts" 0 givetake report "$@" \
		--until 2020-01-01 --format json
	cp .out none.json
}

# survives REPORT ARGUMENTS...: the report of a hostile archive holds no byte
# that a terminal obeys, and is one JSON value.
survives() {
	_report=$1
	shift
	# shellcheck disable=SC2046 # words
	givetake report "$_report" "$@" --ascii >"$work/.table" 2>/dev/null
	is "$_report: no escape reaches a terminal" \
		"$(LC_ALL=C tr -d '\n\t -~\200-\377' <"$work/.table" | wc -c)" 0
	check "$_report: JSON holds" sh -c \
		"givetake report $_report $* --format json | jq -e .schema"
	check "$_report: no bidi mark" sh -c \
		"! givetake report $_report $* --format json | LC_ALL=C grep -q '$(printf '\342\200\256')'"
}
