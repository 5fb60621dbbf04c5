/*
 * Posts by id.
 */
#include "xsim/endpoints.h"

#include "base/mem.h"
#include "base/num.h"
#include "xsim/show.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
show_by_id(struct show *show, int64_t id, const char *parameter,
    const char *value)
{
	const struct world *world = &show->call->sim->world;
	struct sim_post *post = world_post(world, id);
	enum visibility why = post_visibility(world, post, show->call->now_ms);

	if (why == SEEN)
		show_post(show, post);
	else
		show_missing_post(show, why, parameter, value);
}

static int
show_all(struct show *show)
{
	struct call *call = show->call;
	char *copy = mem_strdup(request_param(call->request, "ids"));
	char *value, *rest = NULL;
	struct map shown = MAP_INIT;
	int64_t id;
	int rc = 0;

	for (value = strtok_r(copy, ",", &rest); value != NULL && rc == 0;
	     value = strtok_r(NULL, ",", &rest)) {
		if (num_parse_id(value, &id) == -1) {
			rc = answer_invalid(call->answer, "ids", value,
			    "The `ids` query parameter value [%s] does not "
			    "match ^[0-9]{1,19}$",
			    value);
		} else if (map_get(&shown, id) == NULL) {
			show_by_id(show, id, "ids", value);
			map_set(&shown, id, show);
		}
	}
	map_release(&shown);
	free(copy);
	return rc;
}

void
answer_posts(struct call *call)
{
	struct show_meta meta = {.wanted = false};
	struct show show;

	if (check_lookup_size(call, "ids") == -1)
		return;
	show_init(&show, call);
	if (show_all(&show) == 0)
		show_finish(&show, false, &meta);
	show_release(&show);
}

void
answer_post(struct call *call)
{
	struct show_meta meta = {.wanted = false};
	struct show show;
	char value[24];

	snprintf(value, sizeof(value), "%" PRId64, call->request->id);
	show_init(&show, call);
	show_by_id(&show, call->request->id, "id", value);
	show_finish(&show, true, &meta);
	show_release(&show);
}

void
answer_one_missing(struct call *call, const char *resource,
    const char *parameter)
{
	struct json_writer w = {.buf = &call->answer->body};
	struct buf detail = BUF_INIT;

	buf_addf(&detail, "Could not find %s with %s: [%" PRId64 "].", resource,
	    parameter, call->request->id);
	json_write_begin(&w, NULL, '{');
	json_write_begin(&w, "errors", '[');
	json_write_begin(&w, NULL, '{');
	json_write_id(&w, "value", call->request->id);
	json_write_string(&w, "detail", detail.data);
	json_write_string(&w, "title", "Not Found Error");
	json_write_string(&w, "resource_type", resource);
	json_write_string(&w, "parameter", parameter);
	json_write_id(&w, "resource_id", call->request->id);
	json_write_string(&w, "type",
	    "https://api.twitter.com/2/problems/resource-not-found");
	json_write_end(&w, '}');
	json_write_end(&w, ']');
	json_write_end(&w, '}');
	buf_release(&detail);
}
