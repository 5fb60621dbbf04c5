#include "xsim/select.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct expansion_name {
	const char *name;
	unsigned flag;     /* 0: accepted, gives nothing here */
	enum kind kind;    /* of the object it hangs on */
	const char *field; /* comes along with it, or NULL */
};

static const struct expansion_name expansion_names[] = {
    {"author_id", EXPAND_AUTHOR, KIND_POST, "author_id"},
    {"referenced_tweets.id", EXPAND_REFERENCED, KIND_POST, "referenced_tweets"},
    {"referenced_posts", EXPAND_REFERENCED, KIND_POST, "referenced_tweets"},
    {"referenced_tweets.id.author_id",
	EXPAND_REFERENCED | EXPAND_REFERENCED_AUTHOR, KIND_POST,
	"referenced_tweets"},
    {"referenced_tweets.id.attachments.media_keys",
	EXPAND_REFERENCED | EXPAND_REFERENCED_MEDIA, KIND_POST,
	"referenced_tweets"},
    {"in_reply_to_user_id", EXPAND_REPLY_USER, KIND_POST,
	"in_reply_to_user_id"},
    {"entities.mentions.username", EXPAND_MENTIONS, KIND_POST, "entities"},
    {"entities.note.mentions.username", EXPAND_MENTIONS, KIND_POST, NULL},
    {"username", EXPAND_MENTIONS, KIND_POST, NULL},
    {"attachments.media_keys", EXPAND_MEDIA, KIND_POST, "attachments"},
    {"attachments.poll_ids", EXPAND_POLLS, KIND_POST, "attachments"},
    {"attachments.media_source_tweet", 0, KIND_POST, NULL},
    {"geo.place_id", EXPAND_PLACES, KIND_POST, "geo"},
    {"edit_history_tweet_ids", EXPAND_HISTORY, KIND_POST, NULL},
    {"edit_history_post_ids", EXPAND_HISTORY, KIND_POST, NULL},
    {"article.cover_media", 0, KIND_POST, NULL},
    {"article.media_entities", 0, KIND_POST, NULL},
    {"pinned_tweet_id", EXPAND_PINNED, KIND_USER, "pinned_tweet_id"},
    {"pinned_post_id", EXPAND_PINNED, KIND_USER, "pinned_tweet_id"},
    {"most_recent_tweet_id", EXPAND_RECENT, KIND_USER, NULL},
    {"most_recent_post_id", EXPAND_RECENT, KIND_USER, NULL},
    {"affiliation", 0, KIND_USER, "affiliation"},
    {"owner_id", EXPAND_AUTHOR, KIND_LIST, "owner_id"},
};

/* True if the name is a value of any parameter: such a value in the wrong
 * place is dropped silently. */
static bool
is_known_elsewhere(const char *name)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (field_find((enum kind)kind, name) != -1)
			return true;
	for (size_t i = 0; i < ARRAY_LEN(expansion_names); i++)
		if (strcmp(expansion_names[i].name, name) == 0)
			return true;
	return false;
}

static void
add_accepted(struct buf *list, enum kind kind, bool post_words)
{
	const struct kind_info *info = &kind_info[kind];

	for (int i = 0; i < info->n_fields; i++) {
		const struct field *field = &info->fields[i];

		if (post_words && field->flags & FIELD_NO_POST)
			continue;
		if (list->len > 0)
			buf_addc(list, ',');
		buf_adds(list, post_words && field->post_name != NULL
				   ? field->post_name
				   : field->name);
	}
}

static bool
is_value(enum kind kind, int i, const char *name, bool post_words)
{
	const struct field *field = &kind_info[kind].fields[i];

	if (post_words)
		return !(field->flags & FIELD_NO_POST) &&
		       (field->post_name == NULL ||
			   strcmp(field->post_name, name) == 0);
	return !(field->flags & FIELD_POST_ONLY) &&
	       strcmp(field->name, name) == 0;
}

static int
read_field(struct answer *answer, enum kind kind, const char *parameter,
    const char *name, struct selection *selection)
{
	int i = field_find(kind, name);
	struct buf accepted = BUF_INIT;

	if (i != -1 && is_value(kind, i, name, selection->post_words)) {
		selection->mask[kind] |= UINT64_C(1) << i;
		return 0;
	}
	if (is_known_elsewhere(name))
		return 0;
	add_accepted(&accepted, kind, selection->post_words);
	answer_invalid(answer, parameter, name,
	    "The `%s` query parameter value [%s] is not one of [%s]", parameter,
	    name, accepted.data);
	buf_release(&accepted);
	return -1;
}

static int
read_fields(const struct request *request, struct answer *answer,
    enum kind kind, struct selection *selection)
{
	const struct kind_info *info = &kind_info[kind];
	const char *parameter = info->parameter;
	const char *value;
	char *copy, *name, *rest = NULL;
	int rc = 0;

	selection->mask[kind] = field_defaults(kind);
	if (selection->post_words && info->post_parameter != NULL)
		parameter = info->post_parameter;
	value = request_param(request, parameter);
	if (value == NULL)
		return 0;
	copy = mem_strdup(value);
	for (name = strtok_r(copy, ",", &rest); name != NULL && rc == 0;
	     name = strtok_r(NULL, ",", &rest))
		rc = read_field(answer, kind, parameter, name, selection);
	free(copy);
	return rc;
}

static int
read_expansion(struct answer *answer, enum kind kind, const char *name,
    struct selection *selection)
{
	struct buf accepted = BUF_INIT;

	for (size_t i = 0; i < ARRAY_LEN(expansion_names); i++) {
		const struct expansion_name *e = &expansion_names[i];

		if (strcmp(e->name, name) != 0 || e->kind != kind)
			continue;
		selection->expansions |= e->flag;
		if (e->field != NULL)
			selection->mask[kind] |= UINT64_C(1)
						 << field_find(kind, e->field);
		return 0;
	}
	if (is_known_elsewhere(name))
		return 0;
	for (size_t i = 0; i < ARRAY_LEN(expansion_names); i++)
		if (expansion_names[i].kind == kind)
			buf_addf(&accepted, "%s%s", accepted.len > 0 ? "," : "",
			    expansion_names[i].name);
	answer_invalid(answer, "expansions", name,
	    "The `expansions` query parameter value [%s] is not one of [%s]",
	    name, accepted.data);
	buf_release(&accepted);
	return -1;
}

int
select_read(const struct request *request, struct answer *answer,
    enum kind kind, struct selection *selection)
{
	const char *value = request_param(request, "expansions");
	char *copy, *name, *rest = NULL;
	int rc = 0;

	*selection = (struct selection){
	    .post_words = request_param(request, "post.fields") != NULL};
	for (int i = 0; i < KIND_COUNT; i++)
		if (read_fields(request, answer, (enum kind)i, selection) == -1)
			return -1;
	if (value == NULL)
		return 0;
	copy = mem_strdup(value);
	for (name = strtok_r(copy, ",", &rest); name != NULL && rc == 0;
	     name = strtok_r(NULL, ",", &rest))
		rc = read_expansion(answer, kind, name, selection);
	free(copy);
	return rc;
}
