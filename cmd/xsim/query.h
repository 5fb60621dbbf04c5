/*
 * Search queries and stream rules (x-api.md section 1.4): parsing with the
 * API's rules, matching against posts.
 */
#ifndef XSIM_QUERY_H
#define XSIM_QUERY_H

#include "base/err.h"
#include "xsim/world.h"

#include <stdbool.h>

enum query_op {
	OP_AND,
	OP_OR,
	OP_WORDS, /* keyword or phrase */
	OP_HASHTAG,
	OP_CASHTAG,
	OP_MENTION,
	OP_FROM,
	OP_TO,
	OP_URL,
	OP_REPOSTS_OF,
	OP_CONVERSATION,
	OP_LIST,
	OP_REPLY_TO_ID,
	OP_REPOST_OF_ID,
	OP_QUOTE_OF_ID,
	OP_MIN_LIKES,
	OP_MIN_REPLIES,
	OP_MIN_REPOSTS,
	OP_SAMPLE,
	OP_NOTHING, /* known, but no post of this world has it */
	OP_IS,
	OP_HAS,
	OP_LANG
};

struct query {
	enum query_op op;
	bool negated;
	char *value;            /* own; words, an item, a name, an id */
	struct query *children; /* own; of AND and OR */
	size_t n_children, cap;
};

/* Parse text into query (released by the caller in any case).  stream: as a
 * rule of the filtered stream.  Fails with ERR_DATA and the API's words. */
int query_parse(struct query *query, const char *text, bool stream,
    struct err *err);
void query_release(struct query *query);

/* True if the post matches.  deep: also by the text of what it quotes, as
 * streams do. */
bool query_matches(const struct query *query, const struct world *world,
    const struct sim_post *post, bool deep);

#endif
