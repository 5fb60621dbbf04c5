#include "base/when.h"

#include "base/fs.h"
#include "base/mem.h"
#include "base/num.h"

#include <limits.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define DAY   ((int64_t)86400)
#define ZONES "/usr/share/zoneinfo/"
/* Epoch of X's ids, and the first id that holds a time. */
#define ID_EPOCH_MS    1288834974657
#define ID_FIRST_TIMED 30000000000

struct date {
	int year, month, day;
};

/* Days since 1970 of a proleptic Gregorian date (H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", days_from_civil). */
static int64_t
days_of(struct date d)
{
	int64_t y = d.month <= 2 ? d.year - 1 : d.year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy =
	    (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

static int64_t
floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

/* Read n digits; -1 if there are fewer. */
static int
digits(const char **s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return -1;
		value = value * 10 + (**s - '0');
	}
	return value;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static int
parse_date(const char **s, struct date *d)
{
	d->year = digits(s, 4);
	if (d->year < 0 || *(*s)++ != '-')
		return -1;
	d->month = digits(s, 2);
	if (d->month < 1 || d->month > 12 || *(*s)++ != '-')
		return -1;
	d->day = digits(s, 2);
	return d->day < 1 || d->day > days_in_month(d->year, d->month) ? -1 : 0;
}

/* "10:00" or "10:00:00" or "10:00:00.123" as seconds of the day. */
static int
parse_time_of_day(const char **s, int64_t *seconds)
{
	int hour = digits(s, 2), minute, second = 0;

	if (hour < 0 || hour > 23 || *(*s)++ != ':')
		return -1;
	minute = digits(s, 2);
	if (minute < 0 || minute > 59)
		return -1;
	if (**s == ':') {
		(*s)++;
		second = digits(s, 2);
		if (second < 0 || second > 60)
			return -1;
	}
	if (**s == '.') {
		(*s)++;
		if (digits(s, 1) < 0)
			return -1;
		while (**s >= '0' && **s <= '9')
			(*s)++;
	}
	*seconds = (int64_t)hour * 3600 + (int64_t)minute * 60 + second;
	return 0;
}

static int
parse_offset(const char **s, int64_t *offset)
{
	int sign = **s == '-' ? -1 : 1;
	int hours, minutes;

	*offset = 0;
	if (**s == 'Z' || **s == 'z') {
		(*s)++;
		return 0;
	}
	if (**s != '+' && **s != '-')
		return -1;
	(*s)++;
	hours = digits(s, 2);
	if (hours < 0 || hours > 23)
		return -1;
	*s += **s == ':';
	minutes = digits(s, 2);
	if (minutes < 0 || minutes > 59)
		return -1;
	*offset = sign * ((int64_t)hours * 3600 + (int64_t)minutes * 60);
	return 0;
}

int
when_parse_rfc3339(const char *s, int64_t *at)
{
	struct date date;
	int64_t seconds, offset;

	if (parse_date(&s, &date) == -1 ||
	    (*s != 'T' && *s != 't' && *s != ' '))
		return -1;
	s++;
	if (parse_time_of_day(&s, &seconds) == -1 ||
	    parse_offset(&s, &offset) == -1 || *s != '\0')
		return -1;
	*at = days_of(date) * DAY + seconds - offset;
	return 0;
}

/* A month by its English short name at *s, 1 to 12, or -1. */
static int
parse_month(const char **s)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (const char *name = names; *name != '\0'; name += 3)
		if (strncmp(*s, name, 3) == 0) {
			*s += 3;
			return (int)(name - names) / 3 + 1;
		}
	return -1;
}

static void
skip(const char **s, const char *what)
{
	*s += strspn(*s, what);
}

/* "Wed Oct 10 20:19:24 +0000 2018", "Wed, 10 Oct 2018 20:19:24 +0000" */
static int
parse_named_month(const char *s, int64_t *at)
{
	struct date date = {0};
	int64_t seconds, offset;

	s += strcspn(s, " ,");
	skip(&s, " ,");
	date.month = parse_month(&s);
	skip(&s, " ");
	date.day = digits(&s, 2);
	skip(&s, " ");
	if (date.month == -1) {
		date.month = parse_month(&s);
		skip(&s, " ");
		date.year = digits(&s, 4);
		skip(&s, " ");
	}
	if (date.month == -1 || parse_time_of_day(&s, &seconds) == -1)
		return -1;
	skip(&s, " ");
	if (parse_offset(&s, &offset) == -1)
		return -1;
	skip(&s, " ");
	if (date.year == 0)
		date.year = digits(&s, 4);
	if (date.year < 1 || date.day < 1 ||
	    date.day > days_in_month(date.year, date.month) || *s != '\0')
		return -1;
	*at = days_of(date) * DAY + seconds - offset;
	return 0;
}

/* "2018-10-10 20:19:24 +0000", "2018-10-10 20:19", "2018-10-10" */
static int
parse_blank_offset(const char *s, int64_t *at)
{
	struct date date;
	int64_t seconds = 0, offset = 0;

	if (parse_date(&s, &date) == -1)
		return -1;
	if (*s == ' ' || *s == 'T') {
		s++;
		if (parse_time_of_day(&s, &seconds) == -1)
			return -1;
	}
	skip(&s, " ");
	if (strcmp(s, "UTC") == 0 || strcmp(s, "GMT") == 0)
		s += 3;
	else if (*s != '\0' && parse_offset(&s, &offset) == -1)
		return -1;
	*at = days_of(date) * DAY + seconds - offset;
	return *s == '\0' ? 0 : -1;
}

int
when_parse_foreign(const char *s, int64_t *at)
{
	int64_t n;

	if (when_parse_rfc3339(s, at) == 0)
		return 0;
	/* Seconds from 2001 on, or milliseconds. */
	if (num_parse(s, 1000000000, INT64_MAX, &n) == 0) {
		*at = n < 100000000000 ? n : n / 1000;
		return 0;
	}
	return *s >= '0' && *s <= '9' ? parse_blank_offset(s, at)
				      : parse_named_month(s, at);
}

/* A date, and maybe a time of day, in the local zone. */
static int
parse_local(const char *s, int64_t *at)
{
	struct date date;
	int64_t seconds = 0;
	struct tm tm = {.tm_isdst = -1};

	if (parse_date(&s, &date) == -1)
		return -1;
	if (*s == 'T' || *s == ' ') {
		s++;
		if (parse_time_of_day(&s, &seconds) == -1)
			return -1;
	}
	if (*s != '\0')
		return -1;
	tm.tm_year = date.year - 1900;
	tm.tm_mon = date.month - 1;
	tm.tm_mday = date.day;
	tm.tm_hour = (int)(seconds / 3600);
	tm.tm_min = (int)(seconds / 60 % 60);
	tm.tm_sec = (int)(seconds % 60);
	*at = mktime(&tm);
	return 0;
}

int
when_parse(const char *s, int64_t now, int64_t *at)
{
	int64_t span;

	if (strcmp(s, "now") == 0)
		*at = now;
	else if (strcmp(s, "today") == 0)
		*at = when_day_start(when_local_day(now));
	else if (strcmp(s, "yesterday") == 0)
		*at = when_day_start(when_local_day(now) - 1);
	else if (when_parse_span(s, &span) == 0)
		*at = now - span;
	else if (when_parse_rfc3339(s, at) == -1)
		return parse_local(s, at);
	return 0;
}

int
when_parse_span(const char *s, int64_t *seconds)
{
	static const struct {
		char letter;
		int64_t seconds;
	} units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', DAY},
	    {'w', 7 * DAY}};
	char number[12];
	size_t len = strlen(s);
	int64_t n;

	if (len < 2 || len > sizeof(number))
		return -1;
	memcpy(number, s, len - 1);
	number[len - 1] = '\0';
	if (num_parse(number, 1, 1000000000, &n) == -1)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (units[i].letter == s[len - 1]) {
			*seconds = n * units[i].seconds;
			return 0;
		}
	}
	return -1;
}

void
when_add_rfc3339(struct buf *buf, int64_t at)
{
	int64_t seconds = at - floor_div(at, DAY) * DAY;

	when_add_day(buf, floor_div(at, DAY));
	buf_addf(buf, "T%02d:%02d:%02dZ", (int)(seconds / 3600),
	    (int)(seconds / 60 % 60), (int)(seconds % 60));
}

void
when_add_local(struct buf *buf, int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return;
	buf_addf(buf, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
}

void
when_add_day(struct buf *buf, int64_t day)
{
	/* civil_from_days of the same paper. */
	int64_t z = day + 719468;
	int64_t era = floor_div(z, 146097);
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int month = (int)(mp < 10 ? mp + 3 : mp - 9);

	buf_addf(buf, "%04d-%02d-%02d", (int)(yoe + era * 400 + (month <= 2)),
	    month, (int)(doy - (153 * mp + 2) / 5 + 1));
}

/* A zone is known if its rules are on disk; tzset alone falls back to UTC
 * without a word. */
bool
when_is_zone(const char *name)
{
	struct stat st;
	char path[256];
	int len;

	if (strcmp(name, "UTC") == 0)
		return true;
	if (name[0] == '\0' || name[0] == '/' || strstr(name, "..") != NULL)
		return false;
	len = snprintf(path, sizeof(path), ZONES "%s", name);
	return len < (int)sizeof(path) && stat(path, &st) == 0 &&
	       S_ISREG(st.st_mode);
}

bool
when_set_zone(const char *name)
{
	bool system_zone = *name == '\0' || strcmp(name, "local") == 0;
	bool known = system_zone || when_is_zone(name);

	if (!system_zone)
		setenv("TZ", known ? name : "UTC", 1);
	tzset();
	return known;
}

void
when_add_system_zone(struct buf *buf)
{
	const char *tz = getenv("TZ"), *name;
	struct buf text = BUF_INIT;
	char path[PATH_MAX];
	bool found = false;

	if (tz != NULL) {
		buf_adds(&text, tz + (*tz == ':'));
	} else if (fs_read("/etc/timezone", &text, 256, NULL) == -1 &&
		   realpath("/etc/localtime", path) != NULL &&
		   (name = strstr(path, "/zoneinfo/")) != NULL) {
		buf_adds(&text, name + strlen("/zoneinfo/"));
	}
	buf_truncate(&text, strcspn(text.data, " \t\r\n"));
	found = when_is_zone(text.data);
	buf_adds(buf, found ? text.data : "UTC");
	buf_release(&text);
}

int64_t
when_utc_day(int64_t at)
{
	return floor_div(at, DAY);
}

int64_t
when_local_day(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return when_utc_day(at);
	return days_of(
	    (struct date){tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday});
}

int
when_local_hour(int64_t at)
{
	time_t t = (time_t)at;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return 0;
	return (tm.tm_wday + 6) % 7 * 24 + tm.tm_hour;
}

int64_t
when_day_start(int64_t day)
{
	time_t noon = (time_t)(day * DAY + DAY / 2);
	struct tm tm;

	if (gmtime_r(&noon, &tm) == NULL)
		return day * DAY;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	return mktime(&tm);
}

int64_t
when_monday(int64_t day)
{
	/* Day 0 was a Thursday. */
	int64_t since = (day + 3) % 7;

	return day - (since < 0 ? since + 7 : since);
}

int64_t
when_of_id_ms(int64_t id)
{
	return id < ID_FIRST_TIMED ? 0 : (id >> 22) + ID_EPOCH_MS;
}

int64_t
when_to_id(int64_t ms)
{
	return ms <= ID_EPOCH_MS ? 0 : (ms - ID_EPOCH_MS) << 22;
}
