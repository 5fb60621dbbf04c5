/*
 * What the user writes into the archive: short transactions through a
 * connection of its own, which never waits for another writer (ERR_LATER).
 * Words on posts and sites leave the account's scores due (judge/rescore.h).
 */
#ifndef TUI_EDIT_H
#define TUI_EDIT_H

#include "tui/shown.h"

#define EDIT_UNDO 100

/* What was so before. */
struct edit_undo {
	int64_t post_id;    /* a label; 0: an own site */
	int class, flags;   /* the label; class -1: none */
	int64_t account_id; /* whose site */
	char what[256];     /* the site */
	char status[16];    /* "": the user had said nothing */
};

struct editor {
	const char *path;    /* borrowed */
	struct store *store; /* own; NULL until first used */
	struct edit_undo undo[EDIT_UNDO];
	size_t n_undo;
};

void editor_release(struct editor *editor);

/* The user's class of a post; -1 takes the word back. */
int edit_label(struct editor *editor, int64_t post_id, int class,
    struct err *err);

/* Whether a site or handle belongs to an account. */
int edit_own(struct editor *editor, int64_t account_id, const char *what,
    bool is_own, struct err *err);

/* Undo the last of these.  1: there is nothing. */
int edit_undo(struct editor *editor, struct err *err);

/* kind is "post" or "user".  Put a tag on, or take it off; *is_on says
 * which. */
int edit_tag(struct editor *editor, const char *kind, int64_t id,
    const char *tag, bool *is_on, struct err *err);
int edit_note(struct editor *editor, const char *kind, int64_t id,
    const char *text, struct err *err);

/* Watch an account's posts, or no longer.  handle may be NULL.  *changed
 * false: it was so already. */
int edit_watch(struct editor *editor, int64_t account_id, const char *handle,
    bool *changed, struct err *err);
int edit_unwatch(struct editor *editor, int64_t account_id, bool *changed,
    struct err *err);

/* Put a watched account into a group, or take it out; *is_in says which.
 * ERR_NOT_FOUND for one that is not watched. */
int edit_group(struct editor *editor, int64_t account_id, const char *group,
    bool *is_in, struct err *err);

/* Keep a leaderboard. */
int edit_shown(struct editor *editor, const char *name,
    const struct shown *shown, struct err *err);

#endif
