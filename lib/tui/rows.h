/*
 * Posts as lists show them, read page by page.
 */
#ifndef TUI_ROWS_H
#define TUI_ROWS_H

#include "model/class.h"
#include "store/store.h"
#include "tui/doc.h"

struct post_row {
	int64_t id, rid, author_id, created_at;
	char *text;    /* own; the beginning */
	char *handle;  /* own; NULL: unknown */
	int class;     /* -1: not judged yet */
	double margin; /* of its probability to the second's */
	bool is_repost, is_reply;
	bool is_label; /* the class is the user's word */
};

struct post_rows {
	struct post_row *items; /* own */
	size_t n, cap;
};

/* Which posts. */
struct post_filter {
	int64_t account_id; /* 0: of everybody */
	bool no_reposts, no_replies;
};

void post_rows_release(struct post_rows *rows);
/* Drop the first or the last n. */
void post_rows_drop_first(struct post_rows *rows, size_t n);
void post_rows_drop_last(struct post_rows *rows, size_t n);

/* Append up to limit posts older than an id (INT64_MAX: the newest), newest
 * first. */
int post_rows_older(struct post_rows *rows, struct store *store,
    const struct post_filter *filter, int64_t before, size_t limit,
    struct err *err);

/* Put up to limit posts newer than an id (0: the oldest of all) before the
 * others. */
int post_rows_newer(struct post_rows *rows, struct store *store,
    const struct post_filter *filter, int64_t after, size_t limit,
    struct err *err);

/* Append up to limit posts that a query (search/query.h) finds and that come
 * after the last one, newest first.  ERR_USAGE, ERR_NOT_FOUND for one that
 * makes no sense here. */
int post_rows_found(struct post_rows *rows, struct store *store,
    const char *text, size_t limit, struct err *err);

/* Append one post; the others of a conversation. */
int post_rows_one(struct post_rows *rows, struct store *store, int64_t id,
    struct err *err);
int post_rows_around(struct post_rows *rows, struct store *store,
    int64_t conversation_id, int64_t post_id, struct err *err);

/* A line of a list for width columns: mark, when, who, class, text. */
void post_row_line(const struct post_row *row, struct doc *doc, int width,
    bool is_marked);

/* How a class is shown. */
enum role role_of_class(int class);

#endif
