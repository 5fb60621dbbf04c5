/*
 * The result of a compliance job: a line of JSON for each id that is gone.
 */
#include "base/mem.h"
#include "ingest/wipe.h"
#include "poll/batch.h"
#include "store/check.h"
#include "store/post.h"
#include "store/user.h"

#include <stdlib.h>
#include <string.h>

/* Posts that leave in one transaction. */
#define PER_COMMIT 500

/* X's reasons (x-api.md 1.8), and what they mean here.  Places are not kept,
 * so that scrub_geo asks for nothing. */
static const struct {
	const char *name;
	enum state state; /* STATE_PUBLIC: it stays */
} reasons[] = {
    {"deleted", STATE_DELETED},
    {"deactivated", STATE_DELETED},
    {"protected", STATE_PROTECTED},
    {"suspended", STATE_SUSPENDED},
    {"bounced", STATE_SUSPENDED},
    {"scrub_geo", STATE_PUBLIC},
};

/* A reason nobody knew takes out as well: X says that it is gone. */
static enum state
state_of(const char *reason)
{
	for (size_t i = 0; reason != NULL && i < ARRAY_LEN(reasons); i++)
		if (strcmp(reasons[i].name, reason) == 0)
			return reasons[i].state;
	return STATE_DELETED;
}

struct gone {
	int64_t id;
	enum state state;
};

struct gone_list {
	struct gone *items; /* own */
	size_t n, cap;
};

/* A line that is none is left out; X begins with an empty one now and then. */
static void
read_line(struct poller *poller, const char *line, size_t len,
    struct gone_list *list)
{
	struct err ignored = ERR_INIT;
	const struct json *root;
	enum state state;
	int64_t id;

	if (json_parse(&poller->doc, line, len, &ignored) == -1)
		return;
	root = poller->doc.root;
	state = state_of(json_string(json_get(root, "reason")));
	if (state == STATE_PUBLIC || json_id(json_get(root, "id"), &id) == -1)
		return;
	list->items = mem_grow(list->items, &list->cap, list->n + 1,
	    sizeof(list->items[0]));
	list->items[list->n++] = (struct gone){id, state};
}

static void
read_result(struct poller *poller, const struct buf *result,
    struct gone_list *list)
{
	size_t at = 0;

	while (at < result->len) {
		const char *line = result->data + at;
		const char *end = memchr(line, '\n', result->len - at);
		size_t len =
		    end == NULL ? result->len - at : (size_t)(end - line);

		if (len > 1)
			read_line(poller, line, len, list);
		at += len + 1;
	}
}

/* Some of the posts of one state, from *at on. */
static int
wipe_some(struct poller *poller, struct recheck *recheck,
    const struct gone_list *list, enum state state, size_t *at, struct err *err)
{
	struct id_list posts = {.items = NULL};
	int rc = 0;

	for (; *at < list->n && posts.n < PER_COMMIT; (*at)++)
		if (list->items[*at].state == state)
			id_list_add(&posts, list->items[*at].id);
	if (posts.n > 0)
		rc = wipe_posts(poller->parts->store, &posts, state_name(state),
		    &recheck->wiped, err);
	id_list_release(&posts);
	return rc;
}

static int
wipe_gone_posts(struct poller *poller, struct recheck *recheck,
    const struct gone_list *list, struct err *err)
{
	static const enum state states[] = {STATE_DELETED, STATE_PROTECTED,
	    STATE_SUSPENDED};
	struct store *store = poller->parts->store;

	for (size_t i = 0; i < ARRAY_LEN(states); i++) {
		size_t at = 0;

		while (at < list->n) {
			if (store_begin(store, err) == -1)
				return -1;
			if (wipe_some(poller, recheck, list, states[i], &at,
				err) == -1 ||
			    store_commit(store, err) == -1) {
				store_rollback(store);
				return -1;
			}
		}
	}
	return 0;
}

static int
wipe_gone_users(struct poller *poller, struct recheck *recheck,
    const struct gone_list *list, struct err *err)
{
	struct store *store = poller->parts->store;

	for (size_t i = 0; i < list->n; i++) {
		if (store_begin(store, err) == -1)
			return -1;
		if (wipe_user(store, list->items[i].id, list->items[i].state,
			&recheck->wiped, err) == -1 ||
		    store_commit(store, err) == -1) {
			store_rollback(store);
			return -1;
		}
	}
	return 0;
}

/* What a look-up did not find and the job does not name is there again. */
static int
show_again(struct store *store, bool of_users, const struct check *check,
    struct err *err)
{
	struct id_list ids = {.items = NULL};
	int rc = store_check_hidden(store, of_users, check, &ids, err);

	for (size_t i = 0; i < ids.n && rc == 0; i++)
		rc = of_users ? store_user_state(store, ids.items[i],
				    STATE_PUBLIC, NULL, err)
			      : store_post_state(store, ids.items[i],
				    STATE_PUBLIC, NULL, err);
	id_list_release(&ids);
	return rc;
}

static int
close_lot(struct poller *poller, bool of_users, const struct check *check,
    struct err *err)
{
	struct store *store = poller->parts->store;
	struct check next = {.after_id = check->to_id,
	    .began_at = check->began_at};

	if (store_begin(store, err) == -1)
		return -1;
	if (show_again(store, of_users, check, err) == 0 &&
	    store_check_put(store, of_users, &next, err) == 0 &&
	    store_commit(store, err) == 0)
		return 0;
	store_rollback(store);
	return -1;
}

int
batch_apply(struct poller *poller, struct recheck *recheck, bool of_users,
    const struct check *check, const struct buf *result, struct err *err)
{
	struct gone_list list = {.items = NULL};
	int rc;

	read_result(poller, result, &list);
	rc = of_users ? wipe_gone_users(poller, recheck, &list, err)
		      : wipe_gone_posts(poller, recheck, &list, err);
	if (rc == 0)
		rc = close_lot(poller, of_users, check, err);
	free(list.items);
	return rc;
}
