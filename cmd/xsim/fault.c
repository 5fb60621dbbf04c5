#include "xsim/fault.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/rand.h"

#include <stdlib.h>
#include <string.h>

const struct fault_info fault_table[FAULT_COUNT] = {
    [FAULT_UNAUTHORIZED] = {"unauthorized", "401"},
    [FAULT_UNAUTHORIZED_OLD] = {"unauthorized-old", "401, code 89"},
    [FAULT_CREDITS] = {"credits", "402 credits-depleted"},
    [FAULT_CREDITS_OLD] = {"credits-old", "402 CreditsDepleted"},
    [FAULT_FORBIDDEN] = {"forbidden", "403 without a reason"},
    [FAULT_NOT_ENROLLED] = {"not-enrolled", "403 client-not-enrolled"},
    [FAULT_SPEND_CAP] = {"spend-cap", "403 SpendCapReached"},
    [FAULT_UNSUPPORTED_AUTH] = {"unsupported-auth",
	"403 unsupported-authentication"},
    [FAULT_USAGE_CAP] = {"usage-cap",
	"429 UsageCapExceeded; period=Monthly|Daily"},
    [FAULT_RATE_LIMIT] = {"rate-limit", "429; seconds=N to the reset"},
    [FAULT_RATE_BARE] = {"rate-limit-bare",
	"429 without headers; seconds=N: Retry-After"},
    [FAULT_RATE_OLD] = {"rate-limit-old", "429, code 88"},
    [FAULT_RATE_TEXT] = {"rate-limit-text", "429 as plain text"},
    [FAULT_RATE_REMAINING] = {"rate-limit-remaining",
	"429 although requests remain"},
    [FAULT_500] = {"500", "500; body=json|empty|html"},
    [FAULT_502] = {"502", "502; body=json|empty|html"},
    [FAULT_503] = {"503", "503; body=json|empty|html"},
    [FAULT_504] = {"504", "504; body=json|empty|html"},
    [FAULT_NOT_FOUND] = {"not-found", "404; body=json|empty|html"},
    [FAULT_HTML] = {"html", "200 with a page of HTML"},
    [FAULT_REDIRECT] = {"redirect", "307 to url=URL"},
    [FAULT_RESET] = {"reset", "connection reset, unbilled"},
    [FAULT_HANG] = {"hang", "no answer for seconds=N"},
    [FAULT_CUT] = {"cut", "body ends after half, or bytes=N"},
    [FAULT_GZIP] = {"gzip", "body compressed"},
    [FAULT_GZIP_CUT] = {"gzip-cut", "compressed body cut in the middle"},
    [FAULT_DRIP] = {"drip", "body in pieces over seconds=N"},
    [FAULT_STALL] = {"stall", "half of the body, then seconds=N of silence"},
    [FAULT_RESET_AFTER] = {"reset-after",
	"connection reset after the answer was made and billed"},
    [FAULT_NO_RATE_HEADERS] = {"no-rate-headers", "no x-rate-limit headers"},
    [FAULT_SURROGATE] = {"surrogate", "a lone surrogate escape; in=text"},
    [FAULT_INVALID_UTF8] = {"invalid-utf8", "a byte 0xff; in=text"},
    [FAULT_UNKNOWN_FIELDS] = {"unknown-fields",
	"members nobody knows in every object"},
    [FAULT_NUMBER_STRINGS] = {"number-strings", "numbers as strings"},
    [FAULT_EMPTY_PAGE] = {"empty-page", "an empty page with next_token"},
    [FAULT_LOST_PAGE] = {"lost-page",
	"a good token answered by an empty page without token"},
    [FAULT_REPEAT_PAGE] = {"repeat-page",
	"a good token answered by the page before"},
    [FAULT_DUPLICATE_POSTS] = {"duplicate-posts",
	"a page begins with the last posts of the page before"},
    [FAULT_ENDLESS_TOKEN] = {"endless-token",
	"tokens and the last post for ever"},
    [FAULT_EXPIRED_TOKEN] = {"expired-token", "400 for a page token"},
    [FAULT_NO_DATA] = {"no-data", "result_count 0 although there are posts"},
    [FAULT_ERRORS_ONLY] = {"errors-only", "200 with nothing but errors"},
    [FAULT_LATE] = {"late", "posts show minutes=N late; percent=P of them"},
    [FAULT_STREAM_BUSY] = {"stream-busy", "429 TooManyConnections"},
    [FAULT_STREAM_END] = {"stream-end", "operational-disconnect"},
    [FAULT_STREAM_CUT] = {"stream-cut",
	"a post on the stream breaks off in the middle"},
    [FAULT_STREAM_SILENT] = {"stream-silent", "no heartbeats"},
    [FAULT_JOB_FAILS] = {"job-fails", "compliance jobs fail"},
};

static int
find_name(const char *name)
{
	for (int i = 0; i < FAULT_COUNT; i++)
		if (strcmp(fault_table[i].name, name) == 0)
			return i;
	return -1;
}

static int
set_number(struct fault *fault, const char *key, const char *value)
{
	const struct {
		const char *name;
		int64_t *number;
	} numbers[] = {
	    {"count", &fault->count},
	    {"after", &fault->after},
	    {"every", &fault->every},
	    {"seconds", &fault->seconds},
	    {"minutes", &fault->minutes},
	    {"percent", &fault->percent},
	    {"bytes", &fault->bytes},
	};

	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		if (strcmp(numbers[i].name, key) == 0)
			return num_parse(value, 0, INT64_C(1) << 40,
			    numbers[i].number);
	return -1;
}

static int
set_key(struct fault *fault, const char *key, const char *value)
{
	const struct {
		const char *name;
		char **text;
	} texts[] = {
	    {"path", &fault->path},
	    {"body", &fault->body},
	    {"url", &fault->url},
	    {"period", &fault->period},
	};

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (strcmp(texts[i].name, key) == 0) {
			mem_replace(texts[i].text, value);
			return 0;
		}
	if (strcmp(key, "prob") == 0)
		return num_parse_real(value, &fault->prob);
	if (strcmp(key, "in") == 0) {
		fault->in_text = strcmp(value, "text") == 0;
		return fault->in_text ? 0 : -1;
	}
	return set_number(fault, key, value);
}

static void
fault_release(struct fault *fault)
{
	free(fault->path);
	free(fault->body);
	free(fault->url);
	free(fault->period);
}

static int
read_keys(struct fault *fault, char *keys, struct err *err)
{
	char *key, *rest = NULL;

	for (key = strtok_r(keys, ",", &rest); key != NULL;
	     key = strtok_r(NULL, ",", &rest)) {
		char *value = strchr(key, '=');

		if (value != NULL)
			*value++ = '\0';
		if (value == NULL || set_key(fault, key, value) == -1)
			return err_set(err, ERR_USAGE,
			    "fault %s: no good %s=%s; see xsim --help",
			    fault_table[fault->name].name, key,
			    value == NULL ? "" : value);
	}
	return 0;
}

int
faults_add(struct faults *faults, const char *text, struct err *err)
{
	struct fault fault = {.count = -1,
	    .every = 1,
	    .prob = 1,
	    .seconds = -1,
	    .minutes = -1,
	    .percent = -1,
	    .bytes = -1};
	char *copy = mem_strdup(text), *keys = strchr(copy, ':');
	int name, rc = -1;

	if (keys != NULL)
		*keys++ = '\0';
	name = find_name(copy);
	if (name == -1) {
		err_set(err, ERR_USAGE,
		    "no fault is called '%s'; see xsim "
		    "--help for their names",
		    copy);
		goto out;
	}
	fault.name = (enum fault_name)name;
	if (keys != NULL && read_keys(&fault, keys, err) == -1) {
		fault_release(&fault);
		goto out;
	}
	faults->items =
	    mem_grow(faults->items, &faults->cap, faults->n + 1, sizeof(fault));
	faults->items[faults->n++] = fault;
	rc = 0;
out:
	free(copy);
	return rc;
}

void
faults_clear(struct faults *faults, const char *name)
{
	size_t kept = 0;

	for (size_t i = 0; i < faults->n; i++) {
		struct fault *fault = &faults->items[i];

		if (name != NULL &&
		    strcmp(fault_table[fault->name].name, name) != 0)
			faults->items[kept++] = *fault;
		else
			fault_release(fault);
	}
	faults->n = kept;
}

static bool
strikes(struct fault *fault, uint64_t seed)
{
	struct rng rng;

	fault->matched++;
	if (fault->count >= 0 && fault->fired >= fault->count)
		return false;
	if (fault->matched <= fault->after)
		return false;
	if (fault->every > 1 &&
	    (fault->matched - fault->after) % fault->every != 0)
		return false;
	if (fault->prob < 1) {
		rng_seed(&rng,
		    seed + (uint64_t)fault->matched * 1000 + fault->name);
		if (rng_unit(&rng) >= fault->prob)
			return false;
	}
	fault->fired++;
	return true;
}

const struct fault *
faults_strike(struct faults *faults, enum fault_name name, const char *target)
{
	for (size_t i = 0; i < faults->n; i++) {
		struct fault *fault = &faults->items[i];

		if (fault->name == name &&
		    (fault->path == NULL ||
			strstr(target, fault->path) != NULL) &&
		    strikes(fault, faults->seed))
			return fault;
	}
	return NULL;
}

void
faults_write(const struct faults *faults, struct json_writer *w)
{
	json_write_begin(w, NULL, '[');
	for (size_t i = 0; i < faults->n; i++) {
		const struct fault *fault = &faults->items[i];

		json_write_begin(w, NULL, '{');
		json_write_string(w, "name", fault_table[fault->name].name);
		json_write_int(w, "matched", fault->matched);
		json_write_int(w, "fired", fault->fired);
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
}

void
faults_release(struct faults *faults)
{
	faults_clear(faults, NULL);
	free(faults->items);
}
