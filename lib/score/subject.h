/*
 * What a scorer looks at: a post and what is known around it.  Zero and NULL
 * mean "unknown" in every member, and scorers never guess at the unknown.
 * Fill it by designated initialisers: members may be added, and callers that
 * do not know of them stay right.
 */
#ifndef SCORE_SUBJECT_H
#define SCORE_SUBJECT_H

#include "model/post.h"
#include "score/ownership.h"

/* Another post that this one refers to: its id, author, time, text and
 * language, and its author's id and handle. */
struct related {
	const struct post *post;   /* NULL: not at hand */
	const struct user *author; /* NULL: not at hand */
};

struct trained_account;

/* The account whose post it is: made once, used for all its posts. */
struct account_context {
	const struct user *user;     /* its profile */
	const struct ownership *own; /* what belongs to it */
	/* All its posts judged together (scorer_prepare()); NULL: each post
	 * is judged as if it were the only one. */
	const struct trained_account *prepared;
};

struct subject {
	const struct post *post; /* must be there */
	const struct account_context *account;
	struct related parent; /* the post it replies to */
	struct related quoted;
	struct related reposted; /* the original of a plain repost */
	int thread_length;       /* posts of its self-reply chain; 1: alone */
	int thread_position;     /* 1: first */
	size_t index;            /* among the posts that were prepared */
};

#endif
