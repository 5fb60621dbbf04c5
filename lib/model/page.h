/*
 * What one answer of the API, or one line of a file, holds.
 */
#ifndef MODEL_PAGE_H
#define MODEL_PAGE_H

#include "base/arena.h"
#include "model/post.h"

/* What a problem entry says of a resource (x-api.md 6.1). */
enum problem_kind {
	PROBLEM_NOT_FOUND,
	PROBLEM_SUSPENDED,
	PROBLEM_NOT_AUTHORIZED, /* protected */
	PROBLEM_OTHER
};

/* One entry of errors[]. */
struct problem {
	enum problem_kind kind;
	int64_t id;                 /* of the resource; 0 if it has none */
	const char *resource_type;  /* "tweet", "post", "user", ... or NULL */
	const char *parameter;      /* which parameter it concerns, or NULL */
	const char *value;          /* what was asked for, or NULL */
	const char *title, *detail; /* may be NULL */
};

/* Kinds of things that are not posts, recognised by shape. */
enum page_kind {
	PAGE_POSTS,      /* posts in data, or nothing but errors */
	PAGE_USERS,      /* data holds accounts */
	PAGE_LISTS,      /* data holds lists */
	PAGE_COUNTS,     /* counts per hour or day */
	PAGE_COMPLIANCE, /* a line of a compliance job's result */
	PAGE_OTHER       /* JSON, but nothing known */
};

/* A record that cannot be used, as JSON, and why. */
struct damage {
	struct damage *next; /* the one before it */
	const char *record, *why;
};

struct page {
	struct arena arena; /* own; all below lives here */
	enum page_kind kind;
	struct post *posts; /* data first, in order, then includes */
	struct user *users;
	struct problem *problems;
	size_t n_posts, n_users, n_problems;
	size_t cap_posts, cap_users;
	size_t n_data;          /* resources in data, of whatever kind */
	struct damage *damaged; /* posts or users without usable id or text */
	size_t n_damaged;
	int64_t *deleted; /* posts that X, or their author, says are gone */
	size_t n_deleted;
	size_t n_included_posts, n_included_users;
	/* meta; 0, -1 or NULL where absent */
	int64_t newest_id, oldest_id, result_count, total_count;
	const char *next_token;
};

#define PAGE_INIT                   \
	{                           \
		.arena = ARENA_INIT \
	}

/* Make room for that many more; pointers into the arrays go stale. */
void page_reserve(struct page *page, size_t posts, size_t users);

/* Empty it for the next page, keeping memory; or free all. */
void page_reset(struct page *page);
void page_release(struct page *page);

#endif
