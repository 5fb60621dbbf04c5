/*
 * What the views and their surroundings share.  Private to lib/tui.
 *
 * One loop (ui.c) waits for keys, signals and the output of programs.  What
 * takes long is done a few milliseconds at a time when nobody types (ui_view.c
 * reads again what was stopped, ui_board.c works out the leaderboard), or by
 * another program (ui_child.c).
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "report/board.h"
#include "tui/child.h"
#include "tui/edit.h"
#include "tui/prompt.h"
#include "tui/shown.h"
#include "tui/tui.h"
#include "tui/view.h"

#define UI_DEPTH   32
#define UI_ROWS    15 /* smaller screens say so */
#define UI_COLUMNS 60
#define UI_WORDS   32 /* of a command, NULL at its end included */

enum board_order {
	ORDER_RANK,
	ORDER_GIVES,
	ORDER_TAKES,
	ORDER_POSTS,
	ORDER_NAME,
	ORDER_COUNT
};

/* The leaderboard of the window and group. */
struct ui_board {
	struct shown shown;      /* own; n 0: nothing yet */
	bool is_fresh;           /* it is of the archive as it is */
	bool is_there;           /* shown may be shown */
	struct board_work *work; /* own; NULL: none under way */
	bool again;              /* the archive changed meanwhile */
};

struct ui {
	struct store *store;                 /* borrowed; for reading */
	const struct tui_settings *settings; /* borrowed */
	struct keys keys;
	enum theme theme;
	struct view views[UI_DEPTH]; /* own; the last is shown */
	size_t n_views;
	struct editor editor; /* own */
	struct prompt prompt; /* own; open while the user types */
	struct child fetch;   /* own; under way where it runs */
	struct child score;   /* own; brings the scores up to date */
	struct child writer;  /* own; writes a report into a file */
	int64_t score_at_ms;  /* when to start it; 0: no need */
	struct buf message;   /* own; for the last row, until the next key */
	bool message_is_error;
	int64_t message_until_ms; /* of what nobody asked for; 0: no end */
	struct buf find;          /* own; words of the last find */
	bool running, changed;    /* changed: draw */
	/* What all views look at. */
	int window;       /* index of ui_windows */
	struct buf group; /* own; "": everybody */
	bool no_reposts, no_replies;
	enum board_order order;
	struct ui_board board; /* own */
	/* The status row. */
	int64_t last_fetch, spent, data_version;
	int64_t stop_at_ms; /* when to stop reading; 0: at a key */
};

struct ui_window {
	const char *name;
	int days; /* 0: all */
};
#define UI_WINDOWS 4
extern const struct ui_window ui_windows[UI_WINDOWS];

/* Go into a view; back to the one before. */
void ui_push(struct ui *ui, const struct view_ops *ops,
    const struct target *about);
void ui_pop(struct ui *ui);
struct view *ui_view(struct ui *ui);
void ui_release_view(struct view *view);

/* What the line of the cursor is about; kind TARGET_NONE for nothing. */
struct target ui_target(struct ui *ui);

/* Say something in the last row. */
void ui_say(struct ui *ui, const char *format, ...) PRINTF_LIKE(2);
void ui_fail(struct ui *ui, const struct err *err);

/* Read the view anew, cursor on the same line. */
void ui_reload(struct ui *ui);
/* Make the lines anew. */
void ui_rebuild(struct ui *ui);
/* Read on where the cursor has come near the end of what was read. */
void ui_read_on(struct ui *ui);
/* Read what was put off, until a key comes.  True if there is more to do. */
bool ui_catch_up(struct ui *ui);

/* The leaderboard: wanted now; of another window or group; no longer what the
 * archive says. */
int ui_board_want(struct ui *ui, struct err *err);
void ui_board_drop(struct ui *ui);
void ui_board_stale(struct ui *ui);
/* Work a few milliseconds on it.  True if there is more to do. */
bool ui_board_go(struct ui *ui);

/* The window as reports want it. */
struct window ui_window_now(const struct ui *ui);
/* Append the options of a command that name window and group, words with NUL
 * behind each. */
void ui_add_scope(const struct ui *ui, struct buf *words);

/* Start this program with more words; for the view, whose arrived is called
 * with what it said, or kept nowhere but in the child. */
int ui_task(struct ui *ui, struct view *view, const struct buf *words,
    struct err *err);
/* The same with the view's own report, as JSON. */
int ui_ask_program(struct ui *ui, struct view *view, struct err *err);
int ui_start(struct ui *ui, struct child *child, const struct buf *words,
    bool keeps, struct err *err);
void ui_add_word(struct buf *words, const char *word);
/* Bring the scores up to date, soon. */
void ui_score_soon(struct ui *ui);
/* End the programs that may be writing for us: what the user does comes
 * first. */
void ui_make_way(struct ui *ui);
/* Where they all speak; returns how many. */
size_t ui_child_fds(const struct ui *ui, int *fds);
/* Hear what they say; see who has ended. */
void ui_hear(struct ui *ui);
void ui_reap(struct ui *ui);
/* Start what is due. */
void ui_start_due(struct ui *ui);

/* Begin to look at what goes on outside; and look: what somebody else wrote
 * is shown without moving the reader (ui_status.c). */
void ui_begin_status(struct ui *ui);
void ui_tick(struct ui *ui);

/* Act on a named action (ui_do.c: the doing ones).  True if it was one of
 * those. */
bool ui_do(struct ui *ui, enum action action);
/* About the line of the cursor (ui_line.c). */
bool ui_line(struct ui *ui, enum action action);
void ui_find(struct ui *ui, bool forward);
void ui_export(struct ui *ui, const char *path);
/* Those of them that write into the archive (ui_write.c). */
bool ui_write(struct ui *ui, enum action action);
void ui_tag(struct ui *ui, const char *name);
void ui_note(struct ui *ui, const char *text);
void ui_put_into_group(struct ui *ui, const char *name);
/* After a write: what it changed is seen at once. */
void ui_wrote(struct ui *ui);
/* Questions (ui_ask.c): ask what an action needs to know, true if it does;
 * a key in the answer; the answer. */
bool ui_ask(struct ui *ui, enum action action);
void ui_typed(struct ui *ui, uint32_t code);

/* Draw all of it. */
void ui_draw(struct ui *ui);

#endif
