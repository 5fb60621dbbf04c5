#include "config/settings.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "base/url.h"
#include "base/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY 86400

const struct setting settings[] = {
    {"archive.path", SETTING_PATH, "",
	.help = "The archive.  Unset: archive.db in the user's data directory.",
	.environment = "GIVETAKE_ARCHIVE"},
    {"archive.timezone", SETTING_ZONE, "",
	.help =
	    "Zone whose days reports count by, such as Europe/Berlin.  Unset: "
	    "the system's."},

    {"api.base_url", SETTING_URL, "https://api.x.com",
	.help = "Where the X API is; https, or http on this machine only.",
	.flags = NOT_IN_PROJECT, .environment = "GIVETAKE_BASE_URL"},
    {"api.token", SETTING_TOKEN, "",
	.help = "The bearer token, from the environment only.",
	.flags = NOT_IN_PROJECT, .environment = "GIVETAKE_BEARER_TOKEN"},
    {"api.token_file", SETTING_PATH, "",
	.help = "File holding the bearer token, readable by its owner alone.  "
		"Unset: token, beside the user's settings file.",
	.flags = NOT_IN_PROJECT},
    {"api.token_command", SETTING_COMMAND, "",
	.help = "Command that prints the bearer token, for password managers.",
	.flags = NOT_IN_PROJECT},
    {"api.ca_file", SETTING_PATH, "",
	.help = "Certificates to trust instead of the system's.",
	.flags = NOT_IN_PROJECT},
    {"api.proxy", SETTING_PROXY, "",
	.help =
	    "Proxy for requests, such as http://proxy.example:3128.  Unset: as "
	    "the variables https_proxy and no_proxy say.",
	.flags = NOT_IN_PROJECT},
    {"api.timeout", SETTING_SPAN, "30s",
	.help = "How long one request may take.", .min = 1, .max = 3600},

    {"fetch.first_posts", SETTING_INT, "100",
	.help = "How many posts of a new source are read at first.", .min = 1,
	.max = 100000},
    {"fetch.max_cost", SETTING_USD, "1.00",
	.help = "What one run may cost, in dollars.", .flags = NOT_IN_PROJECT},
    {"fetch.max_cost_day", SETTING_USD, "",
	.help = "What all runs of a UTC day may cost.  Unset: no limit.",
	.flags = NOT_IN_PROJECT},
    {"fetch.max_cost_month", SETTING_USD, "",
	.help = "What all runs of a UTC month may cost.  Unset: no limit.",
	.flags = NOT_IN_PROJECT},
    {"fetch.profile_every", SETTING_SPAN, "7d",
	.help = "How often profiles are read again (a user read costs a cent).",
	.min = 3600, .max = 366LL * DAY},
    {"fetch.overlap", SETTING_SPAN, "30m",
	.help =
	    "How late a post may turn up after newer ones: so long after, what "
	    "lies between the posts read by then is asked for once more.",
	.min = 1, .max = 7LL * DAY},
    {"fetch.concurrency", SETTING_INT, "16",
	.help = "Requests at the same time.", .min = 1, .max = 64},
    {"fetch.max_wait", SETTING_SPAN, "15m",
	.help = "How long to wait for a rate limit to end before giving up.",
	.min = 1, .max = DAY},
    {"fetch.stream_backfill", SETTING_INT, "0",
	.help = "Minutes that X sends again after a break of the stream, where "
		"the access allows it (Enterprise).",
	.min = 0, .max = 5},
    {"fetch.depth", SETTING_CHOICE, "lean",
	.help =
	    "What is bought beside the posts themselves: nothing (lean), the "
	    "posts they reply to (parents), or their authors too (full).",
	.flags = NOT_IN_PROJECT, .choices = "lean|parents|full"},

    {"score.model", SETTING_CHOICE, "trained",
	.help = "How posts are classified: by weights learnt from labelled "
		"posts (trained), or by a table of points (rules).",
	.choices = "trained|rules"},
    {"score.weights", SETTING_PATH, "",
	.help = "File with weights of the classes.  Unset: the built-in ones."},
    {"score.lexicon", SETTING_PATH, "",
	.help = "File with words and phrases that add to the built-in lists."},

    {"report.min_posts", SETTING_INT, "10",
	.help = "Accounts with fewer posts are not ranked.", .min = 1,
	.max = 1000000},
    {"report.color", SETTING_CHOICE, "auto",
	.help = "Colour on terminals (auto), always, or never.",
	.choices = "auto|always|never"},
    {"report.ascii", SETTING_BOOL, "no",
	.help = "Draw bars and cuts with ASCII alone."},
    {"report.pager", SETTING_COMMAND, "",
	.help = "Command that shows long output page by page on a terminal.  "
		"Unset: "
		"$PAGER, else less -FRX.  Set to cat for none.",
	.flags = NOT_IN_PROJECT},

    {"tui.theme", SETTING_CHOICE, "dark",
	.help = "Colours of givetake tui: for a dark or a light screen, of "
		"high contrast, or none.",
	.choices = "dark|light|contrast|mono"},
    {"tui.keys", SETTING_TEXT, "",
	.help = "Keys of givetake tui bound anew, such as: quit=Q,^C "
		"page-down=PgDn,Space"},
    {"tui.mouse", SETTING_BOOL, "no",
	.help = "In givetake tui a click selects a line and the wheel scrolls; "
		"the terminal's own selection then needs Shift."},
    {"tui.copy", SETTING_COMMAND, "",
	.help =
	    "Command that takes on its input what givetake tui copies, such "
	    "as: wl-copy.  Unset: the terminal is asked to (OSC 52).",
	.flags = NOT_IN_PROJECT},

    {"prices.file", SETTING_PATH, "",
	.help = "Table of X's prices, instead of the built-in one.",
	.flags = NOT_IN_PROJECT},
    {.name = NULL},
};

const int setting_count = ARRAY_LEN(settings) - 1;

int
setting_find(const char *name)
{
	for (int i = 0; i < setting_count; i++)
		if (strcmp(settings[i].name, name) == 0)
			return i;
	return -1;
}

/* The setting whose key alone is near to key, or NULL.  An exact one wins:
 * people forget the section or take the wrong one. */
static const char *
nearest_key(const char *key, int max_distance)
{
	const char *best = NULL;
	int best_distance = max_distance + 1;

	for (int i = 0; i < setting_count; i++) {
		int distance =
		    text_distance(key, strchr(settings[i].name, '.') + 1);

		if (settings[i].type != SETTING_TOKEN &&
		    distance < best_distance) {
			best = settings[i].name;
			best_distance = distance;
		}
	}
	return best;
}

void
setting_add_nearest(struct buf *buf, const char *word)
{
	const char *names[ARRAY_LEN(settings)] = {NULL};
	const char *dot = strchr(word, '.');
	const char *key = dot == NULL ? word : dot + 1;
	const char *nearest = nearest_key(key, 0);
	int n = 0;

	for (int i = 0; i < setting_count; i++)
		if (settings[i].type != SETTING_TOKEN)
			names[n++] = settings[i].name;
	if (nearest == NULL)
		nearest = text_nearest(word, names);
	if (nearest == NULL)
		nearest = nearest_key(key, (int)strlen(key) / 3 + 1);
	if (nearest != NULL)
		buf_addf(buf, "; did you mean %s?", nearest);
}

static int
parse_choice(const struct setting *setting, const char *value, int64_t *number,
    struct err *err)
{
	size_t len = strlen(value);
	const char *p = setting->choices;

	for (int64_t i = 0; *p != '\0'; i++) {
		size_t n = strcspn(p, "|");

		if (n == len && memcmp(p, value, n) == 0) {
			*number = i;
			return 0;
		}
		p += n + (p[n] == '|');
	}
	return err_set(err, ERR_CONFIG, "\"%s\" is none of %s", value,
	    setting->choices);
}

static int
parse_bool(const char *value, int64_t *number, struct err *err)
{
	static const char *const words[] = {"no", "yes", "false", "true", "off",
	    "on", "0", "1"};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(value, words[i]) == 0) {
			*number = (int64_t)i % 2;
			return 0;
		}
	}
	return err_set(err, ERR_CONFIG, "\"%s\" is not yes or no", value);
}

static int
parse_int(const struct setting *setting, const char *value, int64_t *number,
    struct err *err)
{
	if (num_parse(value, setting->min, setting->max, number) == 0)
		return 0;
	return err_set(err, ERR_CONFIG,
	    "\"%s\" is not a whole number from %lld to %lld", value,
	    (long long)setting->min, (long long)setting->max);
}

static int
parse_span(const struct setting *setting, const char *value, int64_t *number,
    struct err *err)
{
	int64_t span;

	if (when_parse_span(value, &span) == -1)
		return err_set(err, ERR_CONFIG,
		    "\"%s\" is not a span such as 90s, 15m, 36h, 7d or 4w",
		    value);
	if (span < setting->min || span > setting->max)
		return err_set(err, ERR_CONFIG,
		    "\"%s\" is out of range: %llds to %llds", value,
		    (long long)setting->min, (long long)setting->max);
	*number = span;
	return 0;
}

static int
parse_url(const char *value, struct err *err)
{
	struct url url;
	int rc = 0;

	/* The value is not repeated where it may hold a password. */
	if (strchr(value, '@') != NULL)
		return err_set(err, ERR_CONFIG,
		    "a base URL may not hold a name or password");
	if (url_parse(value, &url) == -1)
		return err_set(err, ERR_CONFIG, "\"%s\" is not an https URL",
		    value);
	if (url.query != NULL || strchr(value, '#') != NULL)
		rc = err_set(err, ERR_CONFIG,
		    "\"%s\": a base URL has no ? or #", value);
	else if (strcmp(url.scheme, "https") != 0 && !url_is_loopback(url.host))
		rc = err_set(err, ERR_CONFIG,
		    "\"%s\": http is for this machine only, else the token "
		    "could be read on the way; use https",
		    value);
	url_release(&url);
	return rc;
}

static int
parse_proxy(const char *value, struct err *err)
{
	static const char *const schemes[] = {"http://", "https://",
	    "socks4://", "socks4a://", "socks5://", "socks5h://"};

	for (size_t i = 0; i < ARRAY_LEN(schemes); i++) {
		size_t n = strlen(schemes[i]);

		if (strncmp(value, schemes[i], n) == 0 && value[n] != '\0')
			return 0;
	}
	return err_set(err, ERR_CONFIG,
	    "a proxy begins with http://, https:// or socks5://");
}

int
setting_parse(const struct setting *setting, const char *value, int64_t *number,
    struct err *err)
{
	*number = 0;
	if (*value == '\0' && setting->type == SETTING_USD)
		*number = INT64_MAX; /* no limit */
	if (*value == '\0') /* unset is fine where the default is unset */
		return *setting->fallback == '\0'
			   ? 0
			   : err_set(err, ERR_CONFIG, "a value is missing");
	switch (setting->type) {
	case SETTING_URL:
		return parse_url(value, err);
	case SETTING_PROXY:
		return parse_proxy(value, err);
	case SETTING_ZONE:
		return when_is_zone(value) ? 0
					   : err_set(err, ERR_CONFIG,
						 "\"%s\" is not a time zone "
						 "the system knows, such "
						 "as UTC or Europe/Berlin",
						 value);
	case SETTING_CHOICE:
		return parse_choice(setting, value, number, err);
	case SETTING_BOOL:
		return parse_bool(value, number, err);
	case SETTING_INT:
		return parse_int(setting, value, number, err);
	case SETTING_SPAN:
		return parse_span(setting, value, number, err);
	case SETTING_USD:
		return num_parse_usd(value, number) == 0
			   ? 0
			   : err_set(err, ERR_CONFIG,
				 "\"%s\" is not an amount of dollars such as "
				 "0.50",
				 value);
	case SETTING_PATH:
	case SETTING_COMMAND:
	case SETTING_TEXT:
	case SETTING_TOKEN:
		return 0;
	}
	return 0;
}
