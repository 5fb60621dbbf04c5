#include "xsim/query.h"
#include "xsim/words.h"

#include "base/num.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool
is_named(const struct sim_user *user, int64_t id, const char *value)
{
	int64_t wanted;

	if (user != NULL && user->username != NULL &&
	    strcasecmp(user->username, value) == 0)
		return true;
	return num_parse_id(value, &wanted) == 0 && wanted == id && id != 0;
}

static bool
match_is(const struct sim_post *post, const char *value)
{
	if (strcmp(value, "reply") == 0)
		return post->reply_to != 0;
	if (strcmp(value, "quote") == 0)
		return post->quote_of != 0;
	if (strcmp(value, "retweet") == 0)
		return post->repost_of != 0;
	if (strcmp(value, "verified") == 0) {
		int i = field_find(KIND_USER, "verified");
		const char *raw =
		    post->author == NULL ? NULL : post->author->record.raw[i];

		return raw != NULL && strcmp(raw, "true") == 0;
	}
	return false; /* no post here is nullcast */
}

/* Some of the post's media is of the kind (its key begins so). */
static bool
has_media(const struct sim_post *post, bool images)
{
	for (size_t i = 0; i < post->n_media; i++)
		if (images == (strncmp(post->media[i], "3_", 2) == 0))
			return true;
	return false;
}

static bool
match_has(const struct sim_post *post, const char *value)
{
	if (strcmp(value, "links") == 0)
		return post->url_words != NULL;
	if (strcmp(value, "media") == 0)
		return post->n_media > 0;
	if (strcmp(value, "images") == 0)
		return has_media(post, true);
	if (strncmp(value, "video", 5) == 0)
		return has_media(post, false);
	if (strcmp(value, "mentions") == 0)
		return *post->handles != '\0';
	if (strcmp(value, "hashtags") == 0)
		return *post->tags != '\0';
	if (strcmp(value, "cashtags") == 0)
		return *post->cashtags != '\0';
	return post->place != NULL;
}

static bool
match_list(const struct world *world, const struct sim_post *post, int64_t id)
{
	const struct sim_list *list = world_list(world, id);

	for (size_t i = 0; list != NULL && i < list->n_members; i++)
		if (list->members[i] == post->author)
			return true;
	return false;
}

static bool
match_metric(const struct sim_post *post, const char *name, const char *value)
{
	const char *raw = post->record.raw[POST_METRICS];

	raw = raw == NULL ? NULL : strstr(raw, name);
	return strtoll(raw == NULL ? "0" : raw + strlen(name), NULL, 10) >=
	       strtoll(value, NULL, 10);
}

static bool
match_repost_of(const struct world *world, const struct sim_post *post,
    const char *value)
{
	const struct sim_post *original = world_post(world, post->repost_of);

	return original != NULL &&
	       is_named(original->author, original->author_id, value);
}

static bool
match_term(const struct query *query, const struct world *world,
    const struct sim_post *post)
{
	const char *value = query->value;

	switch (query->op) {
	case OP_WORDS:
		return strstr(post->words, value) != NULL;
	case OP_HASHTAG:
		return items_have(post->tags, value);
	case OP_CASHTAG:
		return items_have(post->cashtags, value);
	case OP_MENTION:
		return items_have(post->handles, value);
	case OP_FROM:
		return is_named(post->author, post->author_id, value);
	case OP_TO:
		return is_named(world_user(world, post->reply_to_user),
		    post->reply_to_user, value);
	case OP_URL:
		return post->url_words != NULL &&
		       strstr(post->url_words, value) != NULL;
	case OP_REPOSTS_OF:
		return match_repost_of(world, post, value);
	case OP_CONVERSATION:
		return post->conversation_id == strtoll(value, NULL, 10);
	case OP_LIST:
		return match_list(world, post, strtoll(value, NULL, 10));
	case OP_REPLY_TO_ID:
		return post->reply_to == strtoll(value, NULL, 10);
	case OP_REPOST_OF_ID:
		return post->repost_of == strtoll(value, NULL, 10);
	case OP_QUOTE_OF_ID:
		return post->quote_of == strtoll(value, NULL, 10);
	case OP_MIN_LIKES:
		return match_metric(post, "\"like_count\":", value);
	case OP_MIN_REPLIES:
		return match_metric(post, "\"reply_count\":", value);
	case OP_MIN_REPOSTS:
		return match_metric(post, "\"retweet_count\":", value);
	case OP_SAMPLE:
		return (post->id >> 3) % 100 < strtoll(value, NULL, 10);
	case OP_IS:
		return match_is(post, value);
	case OP_HAS:
		return match_has(post, value);
	case OP_LANG:
		return post->lang != NULL && strcasecmp(post->lang, value) == 0;
	case OP_AND:
	case OP_OR:
	case OP_NOTHING:
		break;
	}
	return false;
}

bool
query_matches(const struct query *query, const struct world *world,
    const struct sim_post *post, bool deep)
{
	const struct sim_post *quoted;
	bool found;

	if (query->op == OP_AND || query->op == OP_OR) {
		for (size_t i = 0; i < query->n_children; i++) {
			found = query_matches(&query->children[i], world, post,
			    deep);
			if (found != (query->op == OP_AND))
				return found;
		}
		return query->op == OP_AND;
	}
	found = match_term(query, world, post);
	if (!found && deep && post->quote_of != 0 &&
	    (query->op == OP_WORDS || query->op == OP_HASHTAG ||
		query->op == OP_URL)) {
		quoted = world_post(world, post->quote_of);
		found = quoted != NULL && match_term(query, world, quoted);
	}
	return found != query->negated;
}
