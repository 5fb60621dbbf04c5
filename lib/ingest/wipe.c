#include "ingest/wipe.h"

#include "base/buf.h"
#include "base/mem.h"
#include "store/user.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is to go from a page. */
struct sieve {
	const struct id_list *posts; /* borrowed; sorted */
	int64_t user_id;             /* 0: nobody */
	const char *names;           /* borrowed; "a\nb\n" */
	struct buf things; /* own: "\nkey\nkey\n" of media and polls */
	int64_t left;      /* posts that stay */
};

static bool
is_in_lines(const char *lines, const char *s)
{
	size_t len = strlen(s);

	for (const char *p = lines; *p != '\0'; p += strcspn(p, "\n") + 1)
		if (strcspn(p, "\n") == len && strncasecmp(p, s, len) == 0)
			return true;
	return false;
}

static int64_t
id_of(const struct json *object, const char *name)
{
	int64_t id = 0;

	json_id(json_get(object, name), &id);
	return id;
}

static bool
is_post(const struct json *object)
{
	return json_get2(object, "text", "full_text") != NULL;
}

/* Is the object a post that goes? */
static bool
is_gone_post(const struct sieve *sieve, const struct json *object)
{
	const struct json *user = json_get2(object, "user", "author");
	int64_t id = id_of(object, "id_str");

	if (!is_post(object))
		return false;
	if (id == 0)
		id = id_of(object, "id");
	if (id_list_has(sieve->posts, id))
		return true;
	return sieve->user_id != 0 &&
	       (id_of(object, "author_id") == sieve->user_id ||
		   id_of(user, "id_str") == sieve->user_id ||
		   id_of(user, "id") == sieve->user_id);
}

/* Is it the account, a mention of it, or a problem with it? */
static bool
is_gone_name(const struct sieve *sieve, const struct json *object)
{
	static const char *const members[] = {"username", "screen_name",
	    "value"};

	if (sieve->user_id == 0)
		return false;
	if (!is_post(object) && (id_of(object, "id") == sieve->user_id ||
				    id_of(object, "id_str") == sieve->user_id))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(members); i++) {
		const char *s = json_string(json_get(object, members[i]));

		if (s != NULL && is_in_lines(sieve->names, s))
			return true;
	}
	return id_of(object, "resource_id") == sieve->user_id;
}

static bool
is_gone_thing(const struct sieve *sieve, const struct json *object)
{
	const char *key = json_string(json_get(object, "media_key"));

	if (key == NULL && json_get(object, "options") != NULL)
		key = json_string(json_get(object, "id"));
	return key != NULL && sieve->things.len > 0 &&
	       is_in_lines(sieve->things.data, key);
}

/* Note the pictures and polls of posts that go. */
static void
note_things(struct sieve *sieve, const struct json *node)
{
	static const char *const lists[] = {"media_keys", "poll_ids"};
	const struct json *attached = json_get(node, "attachments");

	if (json_is_object(node) && is_gone_post(sieve, node))
		for (size_t i = 0; i < ARRAY_LEN(lists); i++)
			for (const struct json *key =
				 json_first(json_get(attached, lists[i]));
			     key != NULL; key = json_next(key))
				if (json_string(key) != NULL)
					buf_addf(&sieve->things, "%s\n",
					    json_string(key));
	for (node = json_first(node); node != NULL; node = json_next(node))
		note_things(sieve, node);
}

static bool
goes(const struct sieve *sieve, const struct json *node)
{
	return json_is_object(node) &&
	       (is_gone_post(sieve, node) || is_gone_name(sieve, node) ||
		   is_gone_thing(sieve, node));
}

static void
copy_rest(struct sieve *sieve, struct json_writer *w, const char *name,
    const struct json *node)
{
	bool is_object = json_is_object(node);

	if (!is_object && !json_is_array(node)) {
		json_write_node(w, name, node);
		return;
	}
	sieve->left += is_object && is_post(node);
	json_write_begin(w, name, is_object ? '{' : '[');
	for (node = json_first(node); node != NULL; node = json_next(node))
		if (!goes(sieve, node))
			copy_rest(sieve, w, is_object ? json_name(node) : NULL,
			    node);
	json_write_end(w, is_object ? '}' : ']');
}

/* Requests can name the account: keep the path alone. */
static void
cut_query(struct buf *origin)
{
	char *query = strchr(origin->data, '?');

	if (query != NULL)
		buf_truncate(origin, (size_t)(query - origin->data));
}

static int
rewrite_page(struct store *store, struct sieve *sieve, int64_t page_id,
    struct err *err)
{
	struct buf body = BUF_INIT, rest = BUF_INIT, origin = BUF_INIT;
	struct json_writer w = {.buf = &rest};
	struct json_doc doc = JSON_DOC_INIT;
	struct err ignored = ERR_INIT;
	int rc = store_page_get(store, page_id, &body, &origin, err);

	if (rc != 0) {
		rc = rc == 1 ? 0 : -1;
		goto out;
	}
	sieve->left = 0;
	buf_clear(&sieve->things);
	if (json_parse(&doc, body.data, body.len, &ignored) == 0) {
		note_things(sieve, doc.root);
		if (!goes(sieve, doc.root))
			copy_rest(sieve, &w, NULL, doc.root);
	}
	if (sieve->user_id != 0)
		cut_query(&origin);
	rc = sieve->left == 0 ? store_page_remove(store, page_id, err)
			      : store_page_put(store, page_id, rest.data,
				    rest.len, origin.data, err);
out:
	json_release(&doc);
	buf_release(&body);
	buf_release(&rest);
	buf_release(&origin);
	return rc;
}

static int
rewrite_pages(struct store *store, struct sieve *sieve, struct id_list *pages,
    struct wipe_counts *counts, struct err *err)
{
	int rc = 0;

	sieve->things = (struct buf)BUF_INIT;
	id_list_sort(pages);
	for (size_t i = 0; i < pages->n && rc == 0; i++)
		rc = rewrite_page(store, sieve, pages->items[i], err);
	counts->pages += (int64_t)pages->n;
	buf_release(&sieve->things);
	return rc;
}

/* Posts and, as they turn up, the reposts of them. */
static int
remove_rows(struct store *store, struct id_list *posts, const char *reason,
    struct id_list *pages, struct wipe_counts *counts, struct err *err)
{
	for (size_t i = 0; i < posts->n; i++) {
		/* The list may move while it grows. */
		int64_t id = posts->items[i];

		if (store_wipe_post(store, id, reason, pages, posts, err) == -1)
			return -1;
		counts->posts++;
	}
	id_list_sort(posts);
	return 0;
}

int
wipe_posts(struct store *store, struct id_list *posts, const char *reason,
    struct wipe_counts *counts, struct err *err)
{
	struct id_list pages = {.items = NULL};
	struct sieve sieve = {.posts = posts, .names = ""};
	int rc = remove_rows(store, posts, reason, &pages, counts, err);

	if (rc == 0)
		rc = rewrite_pages(store, &sieve, &pages, counts, err);
	id_list_release(&pages);
	return rc;
}

int
wipe_user(struct store *store, int64_t id, enum state gone,
    struct wipe_counts *counts, struct err *err)
{
	struct id_list posts = {.items = NULL}, pages = {.items = NULL};
	struct buf names = BUF_INIT;
	struct sieve sieve = {.posts = &posts, .user_id = id};
	bool forget = gone == STATE_PUBLIC;
	const char *reason = forget ? "forgotten" : state_name(gone);
	int rc = store_wipe_names(store, id, &names, err);

	buf_adds(&names, "");
	sieve.names = names.data;
	if (rc == 0)
		rc = store_wipe_posts_of(store, id, &posts, err);
	if (rc == 0)
		rc = remove_rows(store, &posts, reason, &pages, counts, err);
	if (rc == 0)
		rc = store_wipe_user(store, id, names.data, &pages, err);
	if (rc == 0 && forget)
		rc = store_forget_user(store, id, names.data, err);
	else if (rc == 0)
		rc = store_user_state(store, id, gone, NULL, err);
	if (rc == 0)
		rc = rewrite_pages(store, &sieve, &pages, counts, err);
	counts->users++;
	buf_release(&names);
	id_list_release(&posts);
	id_list_release(&pages);
	return rc;
}
