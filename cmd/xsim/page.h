/*
 * Taking pages out of lists of posts: bounds, reach, opaque tokens.
 */
#ifndef XSIM_PAGE_H
#define XSIM_PAGE_H

#include "xsim/show.h"

#include <stdbool.h>
#include <stdint.h>

/* What a walk may see.  Bounds in ids are exclusive; times in milliseconds,
 * start inclusive, end exclusive. */
struct window {
	int64_t since_id, until_id;
	int64_t start_ms, end_ms;
};

#define WINDOW_ALL                                            \
	{                                                     \
		.until_id = INT64_MAX, .start_ms = INT64_MIN, \
		.end_ms = INT64_MAX                           \
	}

bool window_holds(const struct window *window, const struct sim_post *post);

/* True for a post that belongs to the answer; arg is the caller's. */
typedef bool page_filter(const struct call *call, const struct sim_post *post,
    const void *arg);

struct page_query {
	struct post_list *list; /* newest last; sorted here */
	struct window window;
	page_filter *filter;
	const void *arg;
	int64_t max;           /* posts on a page */
	int64_t reach;         /* only the newest so many shown; 0: all */
	const char *bound;     /* what a token is tied to besides the path */
	const char *tokens[2]; /* names of the token parameters */
	bool ids;              /* meta has newest_id and oldest_id */
};

/* Answer the call with one page. */
void page_answer(struct call *call, struct page_query *query);

/* A token: where the next page begins, where the last one began. */
struct page_token {
	int64_t below, above;
	unsigned nonce;
};

/* Append the token of 36 letters and digits; key ties it to one query. */
void page_token_add(struct buf *buf, const struct page_token *token,
    uint64_t key);

/* Read it back; -1 if it is none of ours or of another query. */
int page_token_read(const char *text, struct page_token *token, uint64_t key);

#endif
