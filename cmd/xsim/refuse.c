#include "xsim/refuse.h"

#include "base/when.h"
#include "xsim/rate.h"

#include <inttypes.h>
#include <string.h>

#define ACCOUNT "2036532529868496897"

/* A refusal with a fixed body.  status 0: made by a function. */
struct refusal {
	enum fault_name fault;
	int status;
	const char *body;
	bool rate; /* keeps the rate headers of the window */
};

static const struct refusal refusals[] = {
    {FAULT_UNAUTHORIZED, 401,
	"{\"title\":\"Unauthorized\",\"type\":\"about:blank\",\"status\":401,"
	"\"detail\":\"Unauthorized\"}",
	false},
    {FAULT_UNAUTHORIZED_OLD, 401,
	"{\"errors\":[{\"code\":89,\"message\":\"Invalid or expired "
	"token\"}]}",
	false},
    {FAULT_CREDITS, 402,
	"{\"detail\":\"credits depleted\",\"status\":402,\"title\":\"Payment "
	"Required\",\"type\":\"https://api.x.com/2/problems/"
	"credits-depleted\"}",
	false},
    {FAULT_CREDITS_OLD, 402,
	"{\"account_id\":" ACCOUNT ",\"title\":\"CreditsDepleted\","
	"\"detail\":\"Your enrolled account [" ACCOUNT "] does not have any "
	"credits to fulfill this request.\",\"type\":\"https://"
	"api.twitter.com/2/problems/credits\"}",
	false},
    {FAULT_FORBIDDEN, 403,
	"{\"detail\":\"Your account is not permitted to access this "
	"feature.\",\"type\":\"about:blank\",\"title\":\"Forbidden\","
	"\"status\":403}",
	true},
    {FAULT_NOT_ENROLLED, 403,
	"{\"client_id\":\"27000001\",\"detail\":\"When authenticating "
	"requests to the Twitter API v2 endpoints, you must use keys and "
	"tokens from a Twitter developer App that is attached to a Project. "
	"You can create a project via the developer portal.\","
	"\"registration_url\":\"https://developer.twitter.com/en/docs/"
	"projects/overview\",\"title\":\"Client Forbidden\","
	"\"required_enrollment\":\"Standard Basic\",\"reason\":"
	"\"client-not-enrolled\",\"type\":\"https://api.twitter.com/2/"
	"problems/client-forbidden\"}",
	true},
    {FAULT_UNSUPPORTED_AUTH, 403,
	"{\"title\":\"Unsupported Authentication\",\"detail\":"
	"\"Authenticating with OAuth 2.0 Application-Only is forbidden for "
	"this endpoint.\",\"type\":\"https://api.twitter.com/2/problems/"
	"unsupported-authentication\",\"status\":403}",
	true},
    {FAULT_RATE_BARE, 429,
	"{\"title\":\"Too Many Requests\",\"detail\":\"Too Many Requests\","
	"\"type\":\"about:blank\",\"status\":429}",
	false},
    {FAULT_RATE_OLD, 429,
	"{\"errors\":[{\"code\":88,\"message\":\"Rate limit exceeded\"}]}",
	false},
};

static const char html[] =
    "<!DOCTYPE html>\n<html><head><title>Something went wrong</title></head>"
    "<body><h1>Error</h1><p>The web server reported a problem. Ray ID: "
    "0000000000000000</p></body></html>\n";

static void
set_body(struct answer *answer, int status, const char *body)
{
	answer->status = status;
	buf_clear(&answer->body);
	buf_adds(&answer->body, body);
}

static void
set_html(struct answer *answer, int status)
{
	set_body(answer, status, html);
	answer->content_type = "text/html; charset=utf-8";
}

static void
keep_rate(struct call *call, int remaining, int64_t seconds)
{
	struct answer *answer = call->answer;

	answer->has_rate = true;
	answer->rate_limit = 900;
	answer->rate_remaining = remaining;
	answer->rate_reset = call->now_ms / 1000 + seconds;
}

static bool
refuse_plainly(struct call *call)
{
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		const struct refusal *refusal = &refusals[i];
		const struct fault *fault = call_fault(call, refusal->fault);

		if (fault == NULL)
			continue;
		set_body(call->answer, refusal->status, refusal->body);
		if (refusal->rate)
			keep_rate(call, 39999, 900);
		if (refusal->fault == FAULT_RATE_BARE && fault->seconds > 0)
			call->answer->retry_after = fault->seconds;
		return true;
	}
	return false;
}

static void
set_status_body(struct answer *answer, const struct fault *fault, int status,
    const char *title, const char *detail)
{
	const char *kind = fault->body;

	if (kind != NULL && strcmp(kind, "html") == 0)
		set_html(answer, status);
	else if (kind != NULL && strcmp(kind, "empty") == 0)
		set_body(answer, status, "");
	else
		answer_problem(answer, status, title, detail);
}

static bool
refuse_by_server(struct call *call)
{
	static const struct {
		enum fault_name fault;
		int status;
		const char *title, *detail;
	} errors[] = {
	    {FAULT_500, 500, "Internal Server Error",
		"Something is broken. This is usually a temporary error, for "
		"example in a high load situation or if an endpoint is "
		"temporarily having issues."},
	    {FAULT_502, 502, "Bad Gateway", "Bad Gateway"},
	    {FAULT_503, 503, "Service Unavailable", "Service Unavailable"},
	    {FAULT_504, 504, "Gateway Timeout", "Gateway Timeout"},
	};
	const struct fault *fault;

	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
		fault = call_fault(call, errors[i].fault);
		if (fault == NULL)
			continue;
		set_status_body(call->answer, fault, errors[i].status,
		    errors[i].title, errors[i].detail);
		return true;
	}
	fault = call_fault(call, FAULT_NOT_FOUND);
	if (fault == NULL)
		return false;
	if (fault->body == NULL)
		set_body(call->answer, 404, "");
	else
		set_status_body(call->answer, fault, 404, "Not Found",
		    "Not Found");
	return true;
}

static void
write_spend_cap(struct call *call)
{
	struct buf *body = &call->answer->body;

	call->answer->status = 403;
	buf_adds(body, "{\"account_id\":" ACCOUNT ",\"title\":"
		       "\"SpendCapReached\",\"detail\":\"Your enrolled account "
		       "has reached its billing cycle spend cap.\","
		       "\"reset_date\":\"");
	when_add_day(body, when_utc_day(call->now_ms / 1000) + 9);
	buf_adds(body, "\",\"type\":\"https://api.twitter.com/2/problems/"
		       "credits\"}");
}

static bool
refuse_by_cap(struct call *call)
{
	const struct fault *fault;

	if (call_fault(call, FAULT_SPEND_CAP) != NULL) {
		write_spend_cap(call);
		return true;
	}
	fault = call_fault(call, FAULT_USAGE_CAP);
	if (fault == NULL)
		return false;
	call->answer->status = 429;
	buf_addf(&call->answer->body,
	    "{\"account_id\":" ACCOUNT ",\"product_name\":\"pay-per-use\","
	    "\"title\":\"UsageCapExceeded\",\"period\":\"%s\",\"scope\":"
	    "\"Product\",\"detail\":\"Usage cap exceeded: %s product cap\","
	    "\"type\":\"https://api.twitter.com/2/problems/usage-capped\"}",
	    fault->period == NULL ? "Monthly" : fault->period,
	    fault->period == NULL ? "Monthly" : fault->period);
	return true;
}

static bool
refuse_by_rate(struct call *call)
{
	const struct fault *fault = call_fault(call, FAULT_RATE_LIMIT);

	if (fault != NULL) {
		rate_refuse(call);
		keep_rate(call, 0, fault->seconds >= 0 ? fault->seconds : 900);
		return true;
	}
	if (call_fault(call, FAULT_RATE_REMAINING) != NULL) {
		rate_refuse(call);
		keep_rate(call, 299, 900);
		return true;
	}
	if (call_fault(call, FAULT_RATE_TEXT) == NULL)
		return false;
	set_body(call->answer, 429, "Rate limit exceeded\n");
	call->answer->content_type = "text/plain";
	return true;
}

static bool
refuse_by_travel(struct call *call)
{
	const struct fault *fault = call_fault(call, FAULT_REDIRECT);
	struct answer *answer = call->answer;

	if (fault != NULL) {
		set_body(answer, 307, "");
		buf_addf(&answer->location, "%s%s",
		    fault->url != NULL ? fault->url
				       : "http://elsewhere.invalid",
		    call->target);
		return true;
	}
	if (call_fault(call, FAULT_HTML) != NULL) {
		set_html(answer, 200);
		return true;
	}
	if (call_fault(call, FAULT_RESET) != NULL) {
		answer->status = 0;
		answer->travel = TRAVEL_RESET;
		return true;
	}
	fault = call_fault(call, FAULT_HANG);
	if (fault == NULL)
		return false;
	answer->status = 0;
	answer->travel = TRAVEL_HANG;
	answer->travel_ms =
	    (fault->seconds >= 0 ? fault->seconds : 3600) * 1000;
	return true;
}

bool
refuse_by_fault(struct call *call)
{
	return refuse_by_travel(call) || refuse_plainly(call) ||
	       refuse_by_cap(call) || refuse_by_rate(call) ||
	       refuse_by_server(call);
}
