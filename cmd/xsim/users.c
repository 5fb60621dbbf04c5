/*
 * Accounts by id and by handle.
 */
#include "xsim/endpoints.h"

#include "base/mem.h"
#include "base/num.h"
#include "xsim/show.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LOOKUP 100

static bool
is_handle(const char *s)
{
	size_t len = strlen(s);

	for (const char *p = s; *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && *p != '_')
			return false;
	return len >= 1 && len <= 15;
}

static void
show_or_miss(struct show *show, struct sim_user *user, const char *parameter,
    const char *value)
{
	enum visibility why = user_visibility(user);

	/* A protected account hides its posts, not its profile. */
	if (why == SEEN || why == UNSEEN_PROTECTED)
		show_user(show, user);
	else
		show_missing_user(show, why, parameter, value);
}

static struct sim_user *
find_user(struct call *call, const char *value, bool by_name, bool *good)
{
	const struct world *world = &call->sim->world;
	int64_t id;

	*good = by_name ? is_handle(value) : num_parse_id(value, &id) == 0;
	if (!*good)
		return NULL;
	return by_name ? world_user_by_name(world, value)
		       : world_user(world, id);
}

static int
refuse_value(struct call *call, const char *parameter, const char *value)
{
	return answer_invalid(call->answer, parameter, value,
	    "The `%s` query parameter value [%s] does not match %s", parameter,
	    value,
	    strstr(parameter, "name") != NULL ? "^[A-Za-z0-9_]{1,15}$"
					      : "^[0-9]{1,19}$");
}

static int
show_all(struct show *show, const char *parameter, bool by_name)
{
	struct call *call = show->call;
	char *copy = mem_strdup(request_param(call->request, parameter));
	char *value, *rest = NULL;
	int rc = 0;
	struct map shown = MAP_INIT;

	for (value = strtok_r(copy, ",", &rest); value != NULL && rc == 0;
	     value = strtok_r(NULL, ",", &rest)) {
		bool good;
		struct sim_user *user = find_user(call, value, by_name, &good);

		if (!good)
			rc = refuse_value(call, parameter, value);
		else if (user == NULL || map_get(&shown, user->id) == NULL)
			show_or_miss(show, user, parameter, value);
		if (user != NULL)
			map_set(&shown, user->id, user);
	}
	map_release(&shown);
	free(copy);
	return rc;
}

int
check_lookup_size(struct call *call, const char *parameter)
{
	const char *values = request_param(call->request, parameter);
	size_t n = 1;

	for (const char *p = values; *p != '\0'; p++)
		n += *p == ',';
	if (*values != '\0' && n <= MAX_LOOKUP)
		return 0;
	return answer_invalid(call->answer, parameter, values,
	    "The number of values in the `%s` query parameter list [%zu] is "
	    "not between 1 and %d",
	    parameter, *values == '\0' ? 0 : n, MAX_LOOKUP);
}

static void
answer_lookup(struct call *call, const char *parameter, bool by_name)
{
	struct show_meta meta = {.wanted = false};
	struct show show;

	if (check_lookup_size(call, parameter) == -1)
		return;
	show_init(&show, call);
	if (show_all(&show, parameter, by_name) == 0)
		show_finish(&show, false, &meta);
	show_release(&show);
}

void
answer_users_by_id(struct call *call)
{
	answer_lookup(call, "ids", false);
}

void
answer_users_by_name(struct call *call)
{
	answer_lookup(call, "usernames", true);
}

static void
answer_single(struct call *call, bool by_name)
{
	const char *parameter = by_name ? "username" : "id";
	struct show_meta meta = {.wanted = false};
	const char *value = call->request->tail;
	struct show show;
	bool good;
	struct sim_user *user = find_user(call, value, by_name, &good);

	if (!good) {
		refuse_value(call, parameter, value);
		return;
	}
	show_init(&show, call);
	show_or_miss(&show, user, parameter, value);
	show_finish(&show, true, &meta);
	show_release(&show);
}

void
answer_user(struct call *call)
{
	answer_single(call, false);
}

void
answer_user_by_name(struct call *call)
{
	answer_single(call, true);
}

void
answer_user_me(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};

	call->answer->status = 403;
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "title", "Unsupported Authentication");
	json_write_string(&w, "detail",
	    "Authenticating with OAuth 2.0 Application-Only is forbidden for "
	    "this endpoint.  Supported authentication types are [OAuth 1.0a "
	    "User Context, OAuth 2.0 User Context].");
	json_write_string(&w, "type",
	    "https://api.twitter.com/2/problems/unsupported-authentication");
	json_write_int(&w, "status", 403);
	json_write_end(&w, '}');
}
