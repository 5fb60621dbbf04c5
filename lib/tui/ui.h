/*
 * What the views and their surroundings share.  Private to lib/tui.
 */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "report/board.h"
#include "tui/child.h"
#include "tui/edit.h"
#include "tui/prompt.h"
#include "tui/tui.h"
#include "tui/view.h"

#define UI_DEPTH   32
#define UI_ROWS    15 /* smaller screens say so */
#define UI_COLUMNS 60

enum board_order {
	ORDER_RANK,
	ORDER_GIVES,
	ORDER_TAKES,
	ORDER_POSTS,
	ORDER_NAME,
	ORDER_COUNT
};

struct ui {
	struct store *store;                 /* borrowed; for reading */
	const struct scorer *scorer;         /* borrowed */
	const struct tui_settings *settings; /* borrowed */
	struct keys keys;
	enum theme theme;
	struct view views[UI_DEPTH]; /* own; the last is shown */
	size_t n_views;
	struct editor editor; /* own */
	struct prompt prompt; /* own; open while the user types */
	struct child child;   /* own; the fetch under way */
	struct buf message;   /* own; for the last row, until the next key */
	bool message_is_error;
	struct buf find; /* own; words of the last find */
	bool running;
	/* What all views look at. */
	int window;       /* index of ui_windows */
	struct buf group; /* own; "": everybody */
	bool no_reposts, no_replies;
	enum board_order order;
	struct board board; /* own; of window and group */
	bool has_board;
	/* The status row. */
	int64_t last_fetch, spent, data_version;
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

/* What the line of the cursor is about; kind TARGET_NONE for nothing. */
struct target ui_target(struct ui *ui);

/* Say something in the last row. */
void ui_say(struct ui *ui, const char *format, ...) PRINTF_LIKE(2);
void ui_fail(struct ui *ui, const struct err *err);

/* Read the view anew, cursor on the same line. */
void ui_reload(struct ui *ui);
/* Make the lines anew. */
void ui_rebuild(struct ui *ui);

/* The numbers of all accounts of the window and group, read once. */
int ui_board(struct ui *ui, struct err *err);
void ui_drop_board(struct ui *ui);

/* The window as reports want it. */
struct window ui_window_now(const struct ui *ui);

/* Act on a named action (ui_do.c: the doing ones).  True if it was one of
 * those. */
bool ui_do(struct ui *ui, enum action action);
/* Those of them that write into the archive (ui_write.c). */
bool ui_write(struct ui *ui, enum action action);
void ui_tag(struct ui *ui, const char *name);
void ui_note(struct ui *ui, const char *text);
/* After a write: what it changed is seen at once. */
void ui_wrote(struct ui *ui);
/* A prompt was answered. */
void ui_answer(struct ui *ui, const char *answer);
void ui_ask(struct ui *ui, enum action action, const char *question,
    const char *initial);

/* Draw all of it. */
void ui_draw(struct ui *ui);

#endif
