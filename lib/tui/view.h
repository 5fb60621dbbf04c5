/*
 * A view is a screenful with its own lines; all share cursor, finding, marks
 * and drawing (ui_view.c).  Calls come as: open, then load and build, then any
 * mix of build (another width), load (the archive changed), more, action and
 * arrived; then close, even where open failed.
 *
 * A load or more that takes longer than a frame is ended with ERR_STOPPED and
 * tried again when nobody types: it must then leave what is shown as it was.
 * What takes longer still is asked of a program of its own (ui_task).
 */
#ifndef TUI_VIEW_H
#define TUI_VIEW_H

#include "tui/child.h"
#include "tui/doc.h"
#include "tui/keys.h"
#include "tui/list.h"

struct ui;
struct view;

struct view_ops {
	const char *name; /* its title */
	/* What the lines are about, appended to the title. */
	void (*title)(const struct ui *ui, const struct view *view,
	    struct buf *title);
	/* Make view->data.  May be NULL. */
	void (*open)(struct view *view);
	/* Read what is shown.  May be NULL. */
	int (*load)(struct ui *ui, struct view *view, struct err *err);
	/* Make the lines of view->doc; never touches the archive. */
	void (*build)(struct ui *ui, struct view *view, int width);
	/* The cursor is at an end: read further, older or newer ones.  1 if
	 * there is something to build.  May be NULL. */
	int (*more)(struct ui *ui, struct view *view, bool older,
	    struct err *err);
	/* 1: it was ours and is done; 2: load again; 0: not ours.  May be
	 * NULL. */
	int (*action)(struct ui *ui, struct view *view, enum action action,
	    struct err *err);
	/* The program of ui_task has ended: view->task.all is what it said.
	 * May be NULL. */
	int (*arrived)(struct ui *ui, struct view *view, struct err *err);
	/* Append the command, with these options, whose report says what is on
	 * the screen, NUL behind each word.  False: there is none for it.  May
	 * be NULL. */
	bool (*report)(const struct ui *ui, const struct view *view,
	    const struct buf *options, struct buf *words);
	void (*close)(struct view *view);
	bool has_header; /* the first line stays on top */
};

/* Keys of lines that the user marked. */
struct marks {
	int64_t *keys; /* own */
	size_t n, cap;
};

bool marks_has(const struct marks *marks, int64_t key);
void marks_toggle(struct marks *marks, int64_t key);

/* What is still to be read, when there is time. */
enum late { LATE_NOTHING, LATE_LOAD, LATE_OLDER, LATE_NEWER };

/* Where the cursor goes when the lines are made anew. */
enum place { PLACE_KEEP, PLACE_FIRST, PLACE_LAST };

struct view {
	const struct view_ops *ops;
	struct target about; /* text: own */
	void *data;          /* own, by ops->close */
	struct doc doc;      /* own */
	struct list list;
	struct marks marks; /* own */
	struct child task;  /* own; a program that works for it */
	int built_width;
	enum late late;
	enum place place;
};

extern const struct view_ops view_board, view_feed, view_account, view_post,
    view_search, view_sources, view_help, view_raw, view_output, view_answers,
    view_observation;

#endif
