# shellcheck shell=sh
# Sourced after tests/lib.sh by tests of observations: an archive of eight
# weeks, Monday 2026-09-07 to Sunday 2026-11-01 (UTC), whose posts' classes
# are said by labels, so that a test knows them.
#
#	steady	25 posts a week, eight of ten give
#	turner	20 posts a week, nine of ten give; from 2026-10-05 on three
#	taker	15 posts a week, one of ten gives
#	quiet	one post a week, which gives
#
# The clock stands at 2026-11-02 12:00.
begin_weeks() {
	set_clock 2026-11-02T12:00:00Z
	GIVETAKE_ARCHIVE=$work/archive.db
	export GIVETAKE_ARCHIVE
	awk '
	function post(user, name, n, week, of, gives,    at, id) {
		at = 1788739200 + week * 604800 + int((n + 0.5) * 604800 / of)
		id = sprintf("19%04d%03d%03d0000001", user, week, n)
		printf "{\"id\":\"%s\",\"author_id\":\"%d\",\"created_at\":" \
		    "%s,\"lang\":\"en\",\"text\":\"%s\",\"author\":{" \
		    "\"id\":\"%d\",\"username\":\"%s\"}}\n", id, user, \
		    quoted(at), words(user, week, n), user, name >"posts.jsonl"
		printf "%s\t%s\t-\n", id, \
		    n % 10 < gives ? "insight" : "promote" >"labels.tsv"
	}
	# Seconds from Monday, September 7, to the end of November.
	function quoted(at,    day, month) {
		day = int(at / 86400) - 20696
		month = day <= 30 ? 9 : day <= 61 ? 10 : 11
		day -= month == 10 ? 30 : month == 11 ? 61 : 0
		return sprintf("\"2026-%02d-%02dT%02d:%02d:%02dZ\"", month, \
		    day, int(at % 86400 / 3600), int(at % 3600 / 60), at % 60)
	}
	# No two posts say the same: a number in letters.
	function words(user, week, n,    k, s) {
		k = 1000 + user * 100000 + week * 1000 + n * 7
		s = "Word"
		while (k > 0) {
			s = s " " substr("oak elm fir ash yew bay fig gum", \
			    k % 8 * 4 + 1, 3)
			k = int(k / 8)
		}
		return s
	}
	BEGIN {
		for (w = 0; w < 8; w++) {
			for (n = 0; n < 25; n++)
				post(1, "steady", n, w, 25, 8)
			for (n = 0; n < 20; n++)
				post(2, "turner", n, w, 20, w < 4 ? 9 : 3)
			for (n = 0; n < 15; n++)
				post(3, "taker", n, w, 15, 1)
			post(4, "quiet", 0, w, 1, 1)
		}
	}'
	{
		printf 'id\tlabel\tflags\n'
		cat labels.tsv
	} >labels.table
	givetake --quiet import posts.jsonl >import.out 2>&1 &&
		givetake --quiet label import labels.table >>import.out 2>&1
}

# sql QUERY: one column, a line a row
sql() {
	givetake sql "$(echo "$1" | tr '\n\t' '  ')" --format csv | sed 1d
}
