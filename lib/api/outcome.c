#include "api/outcome.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>

#define SAY(verdict, ...) \
	snprintf((verdict)->text, sizeof((verdict)->text), __VA_ARGS__)

/* The last segment of a problem's type URL; "" without one. */
static const char *
problem_type(const struct json *root)
{
	const char *type = json_string(json_get(root, "type"));
	const char *slash = type == NULL ? NULL : strrchr(type, '/');

	return slash == NULL ? "" : slash + 1;
}

/* What the body says in words, or otherwise. */
static const char *
detail_of(const struct json *root, const char *otherwise)
{
	const struct json *first = json_first(json_get(root, "errors"));
	const char *s = json_string(json_get(first, "message"));

	if (s == NULL)
		s = json_string(json_get(root, "detail"));
	if (s == NULL)
		s = json_string(json_get(root, "title"));
	return s == NULL ? otherwise : s;
}

static bool
is_title(const struct json *root, const char *title)
{
	const char *s = json_string(json_get(root, "title"));

	return s != NULL && strcmp(s, title) == 0;
}

/* Money first, whatever the status: these look like others otherwise. */
static bool
judge_money(const struct http_answer *answer, const struct json *root,
    struct api_verdict *verdict)
{
	const char *type = problem_type(root);
	const char *reset = json_string(json_get(root, "reset_date"));

	verdict->outcome = API_CREDITS;
	if (is_title(root, "SpendCapReached")) {
		SAY(verdict,
		    "X: the spending limit set in the developer console is "
		    "reached%s%s; raise it there, or wait",
		    reset != NULL ? "; it resets on " : "",
		    reset != NULL ? reset : "");
		return true;
	}
	if (answer->status == 402 || strcmp(type, "credits-depleted") == 0 ||
	    strcmp(type, "credits") == 0) {
		SAY(verdict,
		    "X: the credits are used up; buy more in the developer "
		    "console (the token is fine)");
		return true;
	}
	if (strcmp(type, "usage-capped") == 0 ||
	    is_title(root, "UsageCapExceeded")) {
		SAY(verdict, "X: the cap on post reads is reached: %s",
		    detail_of(root, "no reason given"));
		return true;
	}
	return false;
}

static void
judge_rate_limit(const struct http_answer *answer, struct api_verdict *verdict)
{
	int64_t now = clock_now_ms();

	verdict->outcome = API_RATE_LIMIT;
	if (answer->retry_after >= 0)
		verdict->wait_until_ms = now + answer->retry_after * 1000;
	else if (answer->rate_remaining > 0)
		verdict->is_short = true; /* one request a second */
	else if (answer->rate_reset > 0)
		verdict->wait_until_ms = (answer->rate_reset + 1) * 1000;
	SAY(verdict, "X: rate limit reached");
}

static void
judge_status(const struct http_answer *answer, const struct json *root,
    struct api_verdict *verdict)
{
	switch (answer->status) {
	case 400:
		verdict->outcome = API_BAD_REQUEST;
		SAY(verdict, "X refuses the request: %.300s",
		    detail_of(root, "no reason given"));
		break;
	case 401:
		verdict->outcome = API_AUTH;
		SAY(verdict,
		    "X does not accept the token (401); make a new one in "
		    "the developer console and check `givetake config show`");
		break;
	case 403:
		verdict->outcome = API_AUTH;
		SAY(verdict, "X forbids this (403): %.250s",
		    detail_of(root, "no reason given"));
		break;
	case 404:
		verdict->outcome = API_NOT_FOUND;
		SAY(verdict, "X answers 404: %.300s",
		    detail_of(root, "not found"));
		break;
	case 429:
		judge_rate_limit(answer, verdict);
		break;
	default:
		verdict->outcome = API_RETRY;
		SAY(verdict, "X answers %d: %.300s", answer->status,
		    detail_of(root, "no reason given"));
	}
}

void
api_judge(const struct http_answer *answer, struct json_doc *doc,
    struct api_verdict *verdict)
{
	struct err ignored = ERR_INIT;
	bool parsed;

	*verdict = (struct api_verdict){.outcome = API_RETRY};
	doc->root = NULL;
	if (answer->failure != HTTP_DONE) {
		verdict->outcome =
		    answer->failure == HTTP_TLS ? API_AUTH : API_RETRY;
		SAY(verdict, "no whole answer from X: %s", answer->reason);
		return;
	}
	parsed = json_parse(doc, answer->body.data, answer->body.len,
		     &ignored) == 0 &&
		 (json_is_object(doc->root) || json_is_array(doc->root));
	if ((answer->status == 200 || answer->status == 201) && parsed) {
		verdict->outcome = API_OK;
		return;
	}
	if (answer->status == 200) {
		SAY(verdict, "X answers with something that is not JSON");
		return;
	}
	if (!judge_money(answer, doc->root, verdict))
		judge_status(answer, doc->root, verdict);
}
