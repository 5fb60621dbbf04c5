#include "givetake/ask.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/when.h"
#include "givetake/stop.h"
#include "model/class.h"
#include "store/choice.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE = 76 };

static const char class_keys[CLASS_COUNT] = {'a', 'l', 'i', 'm', 'k', 'p', 'c',
    'o'};

struct asking {
	struct store *store;
	struct audit *audit;
	const char *by;
	struct termios before;
	int flags;     /* of the post being asked for */
	bool has_mode; /* before is to be put back */
};

bool
ask_can(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* One key at a time, unseen; signals stay. */
static void
begin_keys(struct asking *asking)
{
	struct termios mode;

	if (tcgetattr(STDIN_FILENO, &asking->before) == -1)
		return;
	mode = asking->before;
	mode.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	mode.c_cc[VMIN] = 1;
	mode.c_cc[VTIME] = 0;
	asking->has_mode = tcsetattr(STDIN_FILENO, TCSADRAIN, &mode) == 0;
}

static void
end_keys(struct asking *asking)
{
	if (asking->has_mode)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &asking->before);
}

/* The next key; 'q' at the end of the input or when asked to stop. */
static char
read_key(void)
{
	char key;
	ssize_t n;

	fflush(stdout);
	do
		n = read(STDIN_FILENO, &key, 1);
	while (n == -1 && errno == EINTR && !stop_requested());
	return n == 1 && key != 4 ? key : 'q';
}

/* "what: text", strangers' words made safe, lines kept, wrapped. */
static void
say(const char *what, const char *text)
{
	struct buf lines = BUF_INIT, wrapped = BUF_INIT;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		text_add_terminal(&lines, text, len);
		text += len;
		if (*text == '\n') {
			buf_addc(&lines, '\n');
			text++;
		}
	}
	text_add_wrapped(&wrapped, lines.data, 11, "           ", LINE);
	printf("%9s  %s\n", what, wrapped.data);
	buf_release(&lines);
	buf_release(&wrapped);
}

static void
say_related(const char *what, const struct stored_post *post,
    const struct user *author)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "@%s: %s",
	    author->username != NULL ? author->username : "?", post->post.text);
	say(what, text.data);
	buf_release(&text);
}

static void
show_context(const struct audit_view *view)
{
	const struct post *post = &view->post.post;

	if (view->has_parent)
		say_related("replies to", &view->parent, &view->parent_author);
	else if (post->reply_to_id != 0)
		say("replies to", "(a post that is not in the archive)");
	if (view->has_quoted)
		say_related("quotes", &view->quoted, &view->quoted_author);
	else if (post->quote_of_id != 0)
		say("quotes", "(a post that is not in the archive)");
	if (view->has_original)
		say_related("passes on", &view->original,
		    &view->original_author);
	else if (post->repost_of_id != 0)
		say("passes on", "(a post that is not in the archive)");
}

static void
show_post(const struct audit_view *view, size_t i, size_t n)
{
	const struct post *post = &view->post.post;
	const struct user *author = &view->author;
	struct buf who = BUF_INIT, when = BUF_INIT;

	buf_addf(&who, "%s%s%s", author->name != NULL ? author->name : "",
	    author->username != NULL ? "  @" : "",
	    author->username != NULL ? author->username : "");
	when_add_local(&when, post->created_at);
	printf("\n--- %zu of %zu ---\n", i + 1, n);
	say("account", who.data);
	if (author->description != NULL && *author->description != '\0')
		say("profile", author->description);
	if (author->url != NULL && *author->url != '\0')
		say("site", author->url);
	say("when", when.data);
	show_context(view);
	say("post", post->text);
	for (size_t k = 0; k < post->n_links; k++)
		say("link", post->links[k].url);
	buf_release(&who);
	buf_release(&when);
}

static void
show_keys(const struct asking *asking)
{
	struct buf flags = BUF_INIT;

	printf("\n ");
	for (int c = 0; c < CLASS_COUNT; c++)
		printf(" %c=%s", class_keys[c], class_info[c].name);
	label_flags_add(&flags, asking->flags);
	printf("\n  S=own site H=hand-off (%s)  n=skip u=undo q=quit ?=help > ",
	    flags.data);
	buf_release(&flags);
}

static void
show_help(void)
{
	printf("\n");
	for (int c = 0; c < CLASS_COUNT; c++)
		say(class_info[c].name, class_info[c].meaning);
}

/* Keep a label (class >= 0), or take it back, and whether it is skipped. */
static int
keep(struct asking *asking, struct audit_item *item, int class, bool skip,
    struct err *err)
{
	struct label label = {.post_id = item->post_id,
	    .class = class,
	    .flags = asking->flags,
	    .labeller = asking->by};
	bool found;
	int rc;

	if (store_begin(asking->store, err) == -1)
		return -1;
	if (class >= 0)
		rc = store_label_put(asking->store, &label, err);
	else
		rc =
		    store_label_drop(asking->store, item->post_id, &found, err);
	if (rc == 0)
		rc = db_run(store_db(asking->store), STMT_AUDIT_SKIP, err, "ii",
		    item->post_id, (int64_t)skip);
	if (rc == 0)
		rc = store_commit(asking->store, err);
	if (rc == -1) {
		store_rollback(asking->store);
		return -1;
	}
	item->label = class;
	item->is_skipped = skip;
	return 0;
}

static int
class_of_key(char key)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		if (class_keys[c] == key)
			return c;
	return -1;
}

enum answer { ANSWER_FAILED = -1, ANSWER_NEXT, ANSWER_UNDO, ANSWER_QUIT };

static enum answer
ask_one(struct asking *asking, struct audit_item *item, struct err *err)
{
	asking->flags = 0;
	for (;;) {
		char key;
		int class;

		show_keys(asking);
		key = read_key();
		class = class_of_key(key);
		if (class >= 0) {
			printf("%s\n", class_info[class].name);
			return keep(asking, item, class, false, err) == 0
				   ? ANSWER_NEXT
				   : ANSWER_FAILED;
		}
		printf("%s\n", key == 'n' ? "skipped" : "");
		if (key == 'n')
			return keep(asking, item, -1, true, err) == 0
				   ? ANSWER_NEXT
				   : ANSWER_FAILED;
		if (key == 'u')
			return ANSWER_UNDO;
		if (key == 'q')
			return ANSWER_QUIT;
		if (key == 'S' || key == 'H')
			asking->flags =
			    (asking->flags ^ (key == 'S' ? LABEL_SELF_LINK
							 : LABEL_HANDOFF)) |
			    LABEL_SAYS_FLAGS;
		if (key == '?')
			show_help();
	}
}

/* Take back the answer before item i; its index, or i if there is none. */
static int
undo(struct asking *asking, const size_t *asked, size_t *n_asked, size_t *i,
    struct err *err)
{
	struct audit_item *item;

	if (*n_asked == 0) {
		printf("  nothing to undo\n");
		return 0;
	}
	*i = asked[--*n_asked];
	item = &asking->audit->items[*i];
	asking->flags = 0;
	return keep(asking, item, -1, false, err);
}

static int
ask_all(struct asking *asking, size_t *asked, struct err *err)
{
	struct audit *audit = asking->audit;
	struct arena arena = ARENA_INIT;
	struct audit_view view;
	size_t i = 0, n_asked = 0;
	int rc = 0;

	while (i < audit->n && rc == 0) {
		struct audit_item *item = &audit->items[i];
		enum answer answer;

		if (item->label >= 0 || item->is_skipped) {
			i++;
			continue;
		}
		arena_reset(&arena);
		rc = audit_view_load(asking->store, item->post_id, &arena,
		    &view, err);
		if (rc == 1) { /* withdrawn since */
			rc = keep(asking, item, -1, true, err);
			continue;
		}
		if (rc == -1)
			break;
		show_post(&view, i, audit->n);
		answer = ask_one(asking, item, err);
		if (answer == ANSWER_QUIT)
			break;
		if (answer == ANSWER_FAILED)
			rc = -1;
		if (answer == ANSWER_NEXT)
			asked[n_asked++] = i++;
		if (answer == ANSWER_UNDO)
			rc = undo(asking, asked, &n_asked, &i, err);
	}
	arena_release(&arena);
	return rc;
}

int
ask_sample(struct store *store, struct audit *audit, const char *by,
    struct err *err)
{
	struct asking asking = {.store = store, .audit = audit, .by = by};
	size_t *asked = mem_alloc(audit->n + 1, sizeof(*asked));
	int rc;

	begin_keys(&asking);
	rc = ask_all(&asking, asked, err);
	end_keys(&asking);
	printf("\n");
	fflush(stdout);
	free(asked);
	return rc;
}
