#include "report/audit.h"

#include "base/buf.h"
#include "base/mem.h"
#include "judge/rescore.h"
#include "score/agreement.h"
#include "score/sample.h"
#include "store/user.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int
add_candidates(struct db *db, int64_t user_id, struct sample *sample,
    struct err *err)
{
	const enum statement s = STMT_AUDIT_CANDIDATES;
	int rc;

	if (db_bind(db, s, err, "i", user_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t flags = db_int(db, s, 2);

		if (!(flags & SCORE_LABEL))
			sample_add(sample, db_int(db, s, 0),
			    (enum post_class)db_int(db, s, 1),
			    (flags & SCORE_LOW_CONFIDENCE) != 0);
	}
	return rc;
}

static int
find_candidates(struct store *store, const struct id_set *set,
    struct sample *sample, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USERS_SCORED;
	int rc;

	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t user_id = db_int(db, s, 0);

		if (set != NULL && !id_set_has(set, user_id))
			continue;
		if (add_candidates(db, user_id, sample, err) == -1) {
			db_reset(db, s);
			return -1;
		}
	}
	return rc;
}

static int
keep_sample(struct store *store, const struct sample_item *items, size_t n,
    struct err *err)
{
	struct db *db = store_db(store);
	int rc;

	if (store_begin(store, err) == -1)
		return -1;
	rc = db_run(db, STMT_AUDIT_FORGET, err, "");
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = db_run(db, STMT_AUDIT_PUT, err, "iiid", items[i].id,
		    (int64_t)i, (int64_t)items[i].guess, items[i].weight);
	if (rc == 0)
		rc = store_commit(store, err);
	if (rc == -1)
		store_rollback(store);
	return rc;
}

int
audit_draw(struct store *store, const struct id_set *set, size_t n,
    uint64_t seed, struct err *err)
{
	struct sample_item *items = mem_alloc(n + 1, sizeof(*items));
	struct sample sample;
	int rc;

	sample_begin(&sample, n, seed);
	rc = find_candidates(store, set, &sample, err);
	if (rc == 0)
		rc =
		    keep_sample(store, items, sample_draw(&sample, items), err);
	sample_release(&sample);
	free(items);
	return rc;
}

int
audit_load(struct store *store, struct audit *audit, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_AUDIT_LIST;
	int rc;

	*audit = (struct audit){.items = NULL};
	if (db_bind(db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		audit->items = mem_grow(audit->items, &audit->cap, audit->n + 1,
		    sizeof(*audit->items));
		audit->items[audit->n++] = (struct audit_item){
		    .post_id = db_int(db, s, 0),
		    .guess = (int)db_int(db, s, 1),
		    .weight = db_real(db, s, 2),
		    .is_skipped = db_int(db, s, 3) != 0,
		    .label = db_is_null(db, s, 4) ? -1 : (int)db_int(db, s, 4),
		};
	}
	return rc;
}

void
audit_release(struct audit *audit)
{
	free(audit->items);
	*audit = (struct audit){.items = NULL};
}

size_t
audit_left(const struct audit *audit)
{
	size_t left = 0;

	for (size_t i = 0; i < audit->n; i++)
		left +=
		    audit->items[i].label < 0 && !audit->items[i].is_skipped;
	return left;
}

/* A post that is shown in public, with its author. */
static int
load_post(struct store *store, int64_t id, struct arena *arena,
    struct stored_post *post, struct user *author, struct err *err)
{
	int rc = id == 0 ? 1 : store_post_get(store, id, arena, post, err);

	if (rc == 0 && post->post.state != STATE_PUBLIC)
		rc = 1;
	if (rc != 0)
		return rc;
	return store_user_get(store, post->post.author_id, arena, author,
		   err) == -1
		   ? -1
		   : 0;
}

int
audit_view_load(struct store *store, int64_t post_id, struct arena *arena,
    struct audit_view *view, struct err *err)
{
	const struct post *post = &view->post.post;
	int rc, parent, quoted, original;

	memset(view, 0, sizeof(*view));
	rc = load_post(store, post_id, arena, &view->post, &view->author, err);
	if (rc != 0)
		return rc;
	parent = load_post(store, post->reply_to_id, arena, &view->parent,
	    &view->parent_author, err);
	quoted = load_post(store, post->quote_of_id, arena, &view->quoted,
	    &view->quoted_author, err);
	original = load_post(store, post->repost_of_id, arena, &view->original,
	    &view->original_author, err);
	view->has_parent = parent == 0;
	view->has_quoted = quoted == 0;
	view->has_original = original == 0;
	return parent == -1 || quoted == -1 || original == -1 ? -1 : 0;
}

static const struct out_column sample_columns[] = {
    {"id", "Post", OUT_LEFT, false},
    {"label", "Label", OUT_LEFT, false},
    {"flags", NULL, OUT_LEFT, false},
    {"author", "Account", OUT_LEFT, true},
    {"name", NULL, OUT_LEFT, false},
    {"description", NULL, OUT_LEFT, false},
    {"form", "Form", OUT_LEFT, false},
    {"text", "Text", OUT_LEFT, true},
    {"links", NULL, OUT_LEFT, false},
    {"context", NULL, OUT_LEFT, false},
};

static const char *
form_of(const struct post *post)
{
	if (post->repost_of_id != 0)
		return "repost";
	if (post->quote_of_id != 0)
		return "quote";
	if (post->reply_to_id == 0)
		return "post";
	return post->reply_to_user_id == post->author_id ? "self_reply"
							 : "reply";
}

static void
put_sample_row(struct out *out, const struct audit_view *view)
{
	const struct post *post = &view->post.post;
	struct buf links = BUF_INIT;
	const char *context = view->has_parent     ? view->parent.post.text
			      : view->has_quoted   ? view->quoted.post.text
			      : view->has_original ? view->original.post.text
						   : NULL;

	for (size_t i = 0; i < post->n_links; i++)
		buf_addf(&links, "%s%s", i > 0 ? " " : "", post->links[i].url);
	out_id(out, post->id);
	out_text(out, NULL);
	out_text(out, NULL);
	out_text(out, view->author.username);
	out_text(out, view->author.name);
	out_text(out, view->author.description);
	out_text(out, form_of(post));
	out_text(out, post->text);
	out_text(out, links.len > 0 ? links.data : NULL);
	out_text(out, context);
	out_row(out);
	buf_release(&links);
}

int
audit_write_sample(struct store *store, const struct audit *audit,
    struct out *out, struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct audit_view view;
	int rc = 0;

	out_begin(out, "sample", "givetake.audit.sample.1");
	out_columns(out, sample_columns, ARRAY_LEN(sample_columns));
	for (size_t i = 0; i < audit->n && rc != -1; i++) {
		if (audit->items[i].label >= 0)
			continue;
		arena_reset(&arena);
		rc = audit_view_load(store, audit->items[i].post_id, &arena,
		    &view, err);
		if (rc == 0)
			put_sample_row(out, &view);
	}
	if (rc != -1)
		out_paragraph(out,
		    "Fill the column label (as CSV: --format csv -o FILE), "
		    "then: givetake label import FILE; givetake audit "
		    "--report");
	arena_release(&arena);
	return rc == -1 ? -1 : 0;
}

static const struct out_column class_columns[] = {
    {"class", "Class", OUT_LEFT, false},
    {"said", "Said", OUT_RIGHT, false},
    {"labelled", "Labelled", OUT_RIGHT, false},
    {"agreed", "Agreed", OUT_RIGHT, false},
    {"precision", "Precision", OUT_RIGHT, false},
    {"recall", "Recall", OUT_RIGHT, false},
    {"f1", "F1", OUT_RIGHT, false},
};

static void
put_kappa(struct out *out, const char *name,
    const struct agreement_kappa *kappa)
{
	struct buf json = BUF_INIT, text = BUF_INIT;

	if (isnan(kappa->value)) {
		buf_adds(&json, "null");
		buf_adds(&text, "too few posts to say");
	} else if (isnan(kappa->low)) {
		buf_addf(&json, "{\"value\":%.3f}", kappa->value);
		buf_addf(&text, "%.2f (too few posts for an interval)",
		    kappa->value);
	} else {
		buf_addf(&json, "{\"value\":%.3f,\"low\":%.3f,\"high\":%.3f}",
		    kappa->value, kappa->low, kappa->high);
		buf_addf(&text, "%.2f (95 %%: %.2f to %.2f)", kappa->value,
		    kappa->low, kappa->high);
	}
	out_fact_struct(out, name, json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

static size_t
collect(const struct audit *audit, struct agreement_item *items)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->n; i++)
		if (audit->items[i].label >= 0)
			items[n++] =
			    (struct agreement_item){(enum post_class)audit
							->items[i]
							.label,
				(enum post_class)audit->items[i].guess,
				audit->items[i].weight};
	return n;
}

void
audit_report(const struct audit *audit, struct out *out)
{
	struct agreement_item *items = mem_alloc(audit->n + 1, sizeof(*items));
	struct agreement agreement;

	agreement_find(&agreement, items, collect(audit, items));
	out_begin(out, "classes", "givetake.audit.1");
	out_fact_int(out, "labelled", (int64_t)agreement.n);
	out_fact_int(out, "left", (int64_t)audit_left(audit));
	out_fact_real(out, "accuracy", agreement.accuracy, 3);
	out_fact_real(out, "macro_f1", agreement.macro_f1, 3);
	put_kappa(out, "kappa8", &agreement.all);
	put_kappa(out, "kappa3", &agreement.three);
	out_columns(out, class_columns, ARRAY_LEN(class_columns));
	for (int c = 0; c < CLASS_COUNT; c++) {
		const struct agreement_class *class = &agreement.classes[c];

		out_text(out, class_info[c].name);
		out_int(out, (int64_t) class->said);
		out_int(out, (int64_t) class->true_posts);
		out_int(out, (int64_t) class->both);
		out_real(out, class->precision, 2);
		out_real(out, class->recall, 2);
		out_real(out, class->f1, 2);
		out_row(out);
	}
	out_paragraph(out,
	    "Shares and kappas are of all posts of the archive that the "
	    "sample stands for; the counts are of the sample.  kappa3 is of "
	    "give with ask, take and neutral.");
	free(items);
}
