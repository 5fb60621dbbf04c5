/*
 * Entries of errors[]: why a post or an account is not shown.
 */
#include "xsim/show.h"

#include <string.h>

struct problem_text {
	const char *title, *detail, *type;
};

static void
add_problem(struct show *show, const struct problem_text *text,
    const char *resource, const char *parameter, const char *value)
{
	struct buf detail = BUF_INIT;
	struct json_writer w = {.buf = &show->errors};
	struct buf type = BUF_INIT;
	const char *hole = strstr(text->detail, "%p");

	if (hole == NULL) {
		buf_adds(&detail, text->detail);
	} else {
		buf_add(&detail, text->detail, (size_t)(hole - text->detail));
		buf_addf(&detail, "%s%s", parameter, hole + 2);
	}
	buf_addf(&detail, " [%s].", value);
	buf_addf(&type, "https://api.twitter.com/2/problems/%s", text->type);
	if (show->n_errors++ > 0)
		buf_addc(&show->errors, ',');
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "value", value);
	json_write_string(&w, "detail", detail.data);
	json_write_string(&w, "title", text->title);
	if (strcmp(text->type, "not-authorized-for-resource") == 0)
		json_write_string(&w, "section", "data");
	json_write_string(&w, "resource_type", resource);
	json_write_string(&w, "parameter", parameter);
	json_write_string(&w, "resource_id", value);
	json_write_string(&w, "type", type.data);
	json_write_end(&w, '}');
	buf_release(&detail);
	buf_release(&type);
}

void
show_missing_post(struct show *show, enum visibility why, const char *parameter,
    const char *value)
{
	static const struct problem_text gone = {"Not Found Error",
	    "Could not find tweet with %p:", "resource-not-found"};
	static const struct problem_text hidden = {"Authorization Error",
	    "Sorry, you are not authorized to see the Tweet with %p:",
	    "not-authorized-for-resource"};

	add_problem(show, why == UNSEEN_PROTECTED ? &hidden : &gone, "tweet",
	    parameter, value);
}

void
show_missing_user(struct show *show, enum visibility why, const char *parameter,
    const char *value)
{
	static const struct problem_text gone = {"Not Found Error",
	    "Could not find user with %p:", "resource-not-found"};
	static const struct problem_text suspended = {"Forbidden",
	    "User has been suspended:", "resource-not-found"};
	static const struct problem_text hidden = {"Authorization Error",
	    "Sorry, you are not authorized to see the user with %p:",
	    "not-authorized-for-resource"};
	const struct problem_text *text = &gone;

	if (why == UNSEEN_SUSPENDED)
		text = &suspended;
	else if (why == UNSEEN_PROTECTED)
		text = &hidden;
	add_problem(show, text, "user", parameter, value);
}
