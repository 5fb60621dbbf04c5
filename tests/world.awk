# An invented world for tests, as JSON lines that xsim --world reads:
#	awk -v now=SECONDS -v sizes="230 40 5" -v seed=1 -f tests/world.awk
# One account for each size, named ann1, ann2, ..., with so many posts spread
# evenly over the days (-v days=10) before now.  With -v first=N the posts are
# numbered from N and -v users=0 leaves the accounts out: more of the same.
function snowflake(at_ms) { # as text: too large for a double
	ms_hi = int((at_ms - 1288834974657) / 1000000)
	ms_lo = (at_ms - 1288834974657) - ms_hi * 1000000
	# ms * 4194304, in two parts: a double holds 53 bits
	lo = ms_lo * 4194304
	hi = ms_hi * 4194304 + int(lo / 1000000)
	lo = lo % 1000000 + serial++ % 4096
	hi += int(lo / 1000000)
	return sprintf("%.0f%06.0f", hi, lo % 1000000)
}
function rfc3339(s,    z, era, doe, yoe, doy, mp, y, m, d) {
	z = int(s / 86400) + 719468
	era = int(z / 146097); doe = z - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) \
	    - int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	d = doy - int((153 * mp + 2) / 5) + 1
	m = mp < 10 ? mp + 3 : mp - 9
	y = yoe + era * 400 + (m <= 2)
	return sprintf("%04d-%02d-%02dT%02d:%02d:%02d.000Z", y, m, d,
	    int(s % 86400 / 3600), int(s % 3600 / 60), s % 60)
}
BEGIN {
	srand(seed)
	if (users == "") users = 1
	if (days == "") days = 10
	if (first == "") first = 1
	serial = first
	n = split(sizes, size, " ")
	for (u = 1; u <= n; u++) {
		id = 7000 + u
		if (users)
			printf "{\"id\":\"%d\",\"username\":\"ann%d\"," \
			    "\"name\":\"Ann %d\",\"created_at\":" \
			    "\"2020-01-01T00:00:00.000Z\",\"description\":" \
			    "\"Bio of ann%d\",\"public_metrics\":" \
			    "{\"followers_count\":%d,\"following_count\":3," \
			    "\"tweet_count\":%d,\"listed_count\":0}}\n",
			    id, u, u, u, u * 7, size[u]
		for (i = 0; i < size[u]; i++) {
			age = int((i + rand()) * days * 86400 / size[u]) + 60
			at = now - age
			printf "{\"id\":\"%s\",\"text\":\"Post %d of ann%d " \
			    "word%d \\u00e9\",\"author_id\":\"%d\"," \
			    "\"created_at\":\"%s\",\"lang\":\"en\"}\n",
			    snowflake(at * 1000 + u), first + i, u,
			    int(rand() * 1000), id, rfc3339(at)
		}
	}
}
