/*
 * X's rules for our app: read, compared with what is watched, and changed
 * where they differ.
 */
#include "base/mem.h"
#include "base/num.h"
#include "poll/streaming.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Ours are tagged "givetake:" and the number of the source. */
#define TAG "givetake:"
/* How many X takes in one request is not documented. */
#define BATCH 25
/* Of a rule, for self-serve access. */
#define MAX_VALUE 1024

/* What is there and what is to be. */
struct rules_diff {
	struct source_list sources; /* own */
	struct stream_rules found;  /* of X that bring what is watched */
	struct buf gone;            /* own; ids of ours, "a","b" */
	size_t n_gone, n_foreign, n_added, n_refused;
};

bool
stream_rule_value(const struct source *source, struct buf *value)
{
	switch (source->kind) {
	case SOURCE_TIMELINE:
		if (source->handle == NULL)
			return false;
		buf_addf(value, "from:%s", source->handle);
		return true;
	case SOURCE_MENTIONS:
		if (source->handle == NULL)
			return false;
		buf_addf(value, "@%s", source->handle);
		return true;
	case SOURCE_SEARCH:
		if (strlen(source->query) > MAX_VALUE)
			return false;
		buf_adds(value, source->query);
		return true;
	default:
		return false;
	}
}

void
stream_rules_release(struct stream_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++)
		free(rules->items[i].value);
	free(rules->items);
	*rules = (struct stream_rules){.items = NULL};
}

static void
add_rule(struct stream_rules *rules, int64_t id, int64_t source_id,
    const char *value)
{
	rules->items = mem_grow(rules->items, &rules->cap, rules->n + 1,
	    sizeof(rules->items[0]));
	rules->items[rules->n++] =
	    (struct stream_rule){id, source_id, mem_strdup(value)};
}

/* The source that wants a rule of this value; NULL: none does. */
static const struct source *
source_of(const struct rules_diff *diff, const char *value)
{
	const struct source *found = NULL;
	struct buf own = BUF_INIT;

	for (size_t i = 0; i < diff->sources.n && found == NULL; i++) {
		const struct source *source = &diff->sources.items[i];

		buf_clear(&own);
		if (stream_rule_value(source, &own) &&
		    strcmp(own.data, value) == 0)
			found = source;
	}
	buf_release(&own);
	return found;
}

static bool
has_value(const struct stream_rules *rules, const char *value)
{
	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->items[i].value, value) == 0)
			return true;
	return false;
}

/* A rule that X has: it brings what is watched, or is ours and to go, or is
 * somebody else's. */
static void
sort_rule(struct rules_diff *diff, const struct json *rule)
{
	const char *value = json_string(json_get(rule, "value"));
	const char *tag = json_string(json_get(rule, "tag"));
	const struct source *source;
	int64_t id;

	if (value == NULL || json_id(json_get(rule, "id"), &id) == -1)
		return;
	source = source_of(diff, value);
	if (source != NULL && !has_value(&diff->found, value)) {
		add_rule(&diff->found, id, source->id, value);
	} else if (tag != NULL && strncmp(tag, TAG, strlen(TAG)) == 0) {
		buf_addf(&diff->gone, "%s\"%" PRId64 "\"",
		    diff->n_gone > 0 ? "," : "", id);
		diff->n_gone++;
	} else {
		diff->n_foreign++;
	}
}

static int
read_rules(struct stream *stream, struct rules_diff *diff, struct err *err)
{
	struct poller *poller = stream->poller;
	struct api_request request = {.endpoint = ENDPOINT_RULES};
	char *token = NULL;
	int rc;

	do {
		struct buf path = BUF_INIT;
		const struct json *root, *rule;

		request.token = token;
		api_add_path(&path, &request);
		rc = call_x(poller, &(struct call){.path = path.data}, err);
		buf_release(&path);
		if (rc == -1)
			break;
		root = poller->doc.root;
		for (rule = json_first(json_get(root, "data")); rule != NULL;
		     rule = json_next(rule))
			sort_rule(diff, rule);
		mem_replace(&token, json_string(json_get(json_get(root, "meta"),
					"next_token")));
	} while (token != NULL);
	free(token);
	return rc;
}

static int
post_rules(struct stream *stream, const struct buf *body, struct err *err)
{
	return call_x(stream->poller,
	    &(struct call){.path = endpoint_info[ENDPOINT_RULES].path,
		.post_body = body->data},
	    err);
}

static int
delete_gone(struct stream *stream, const struct rules_diff *diff,
    struct err *err)
{
	struct buf body = BUF_INIT;
	int rc = 0;

	buf_addf(&body, "{\"delete\":{\"ids\":[%s]}}",
	    diff->gone.len > 0 ? diff->gone.data : "");
	if (diff->n_gone > 0)
		rc = post_rules(stream, &body, err);
	buf_release(&body);
	return rc;
}

/* What X says of rules that it was to add: those that it has now, under
 * whatever id. */
static void
read_added(struct stream *stream, struct rules_diff *diff)
{
	const struct json *root = stream->poller->doc.root, *item;
	int64_t id;

	for (item = json_first(json_get(root, "data")); item != NULL;
	     item = json_next(item)) {
		diff->n_added++;
		sort_rule(diff, item);
	}
	for (item = json_first(json_get(root, "errors")); item != NULL;
	     item = json_next(item)) {
		const char *value = json_string(json_get(item, "value"));
		const char *why = json_string(json_get(item, "detail"));

		if (value == NULL)
			continue;
		if (json_id(json_get(item, "id"), &id) == 0) {
			sort_rule(diff, item);
			continue;
		}
		if (why == NULL)
			why = json_string(json_get(item, "title"));
		diff->n_refused++;
		stream_event(stream, "refused",
		    "X takes no rule \"%.200s\" (%.200s); it is polled only",
		    value, why == NULL ? "no reason given" : why);
	}
}

static int
post_batch(struct stream *stream, struct rules_diff *diff, struct buf *list,
    struct err *err)
{
	struct buf body = BUF_INIT;
	int rc;

	buf_addf(&body, "{\"add\":[%s]}", list->data);
	rc = post_rules(stream, &body, err);
	if (rc == 0)
		read_added(stream, diff);
	buf_release(&body);
	buf_clear(list);
	return rc;
}

static int
add_missing(struct stream *stream, struct rules_diff *diff, struct err *err)
{
	struct buf list = BUF_INIT, value = BUF_INIT, tag = BUF_INIT;
	struct json_writer w = {.buf = &list};
	size_t n = 0;
	int rc = 0;

	for (size_t i = 0; i < diff->sources.n && rc == 0; i++) {
		const struct source *source = &diff->sources.items[i];

		buf_clear(&value);
		buf_clear(&tag);
		if (!stream_rule_value(source, &value) ||
		    has_value(&diff->found, value.data))
			continue;
		buf_addf(&tag, TAG "%" PRId64, source->id);
		json_write_begin(&w, NULL, '{');
		json_write_string(&w, "value", value.data);
		json_write_string(&w, "tag", tag.data);
		json_write_end(&w, '}');
		if (++n % BATCH != 0)
			continue;
		rc = post_batch(stream, diff, &list, err);
		w = (struct json_writer){.buf = &list};
	}
	if (rc == 0 && list.len > 0)
		rc = post_batch(stream, diff, &list, err);
	buf_release(&list);
	buf_release(&value);
	buf_release(&tag);
	return rc;
}

int
stream_sync_rules(struct stream *stream, bool *changed, struct err *err)
{
	struct rules_diff diff = {.gone = BUF_INIT};
	int rc = -1;

	if (store_source_list(stream->poller->parts->store, &diff.sources,
		err) == -1 ||
	    read_rules(stream, &diff, err) == -1 ||
	    delete_gone(stream, &diff, err) == -1 ||
	    add_missing(stream, &diff, err) == -1)
		goto out;
	*changed = diff.n_added + diff.n_gone > 0;
	if (*changed || stream->rules.n != diff.found.n)
		stream_event(stream, "rules",
		    "%zu rules stand for what is watched (%zu new, %zu taken "
		    "away, %zu refused)",
		    diff.found.n, diff.n_added, diff.n_gone, diff.n_refused);
	if (diff.n_foreign > 0 && stream->rules.n == 0)
		stream_event(stream, "foreign",
		    "%zu other rules of this app are left alone; X sends and "
		    "bills what they match too",
		    diff.n_foreign);
	stream_rules_release(&stream->rules);
	stream->rules = diff.found;
	diff.found = (struct stream_rules){.items = NULL};
	rc = 0;
out:
	source_list_release(&diff.sources);
	stream_rules_release(&diff.found);
	buf_release(&diff.gone);
	return rc;
}
