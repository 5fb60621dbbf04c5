#include "report/answers_parts.h"

#include "base/mem.h"
#include "model/class.h"
#include "store/user.h"

#include <stdlib.h>

/* True if a mention of the post names an account of the roster. */
static int
mentions_roster(struct store *store, int64_t rid, const struct id_set *roster,
    bool *found, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_MENTIONS_OF_POST;
	int rc;

	*found = false;
	if (db_bind(db, s, err, "i", rid) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t id = db_int(db, s, 1);

		if (id == 0 && store_user_by_handle(store, db_text(db, s, 0),
				   &id, err) == -1) {
			db_reset(db, s);
			return -1;
		}
		*found |= id_set_has(roster, id);
	}
	return rc;
}

/* A row of report_questions. */
static void
read_opening(struct db *db, enum statement s, struct arena *arena,
    struct opening *opening)
{
	size_t len;
	const unsigned char *probs = db_blob(db, s, 9, &len);

	*opening = (struct opening){.id = db_int(db, s, 1),
	    .author_id = db_int(db, s, 2),
	    .at = db_int(db, s, 3),
	    .text = arena_strdup(arena, db_text(db, s, 4)),
	    .likes = db_is_null(db, s, 7) ? -1 : db_int(db, s, 7),
	    .seen = db_is_null(db, s, 8) ? -1 : db_int(db, s, 8)};
	if (len > CLASS_ASK)
		opening->certainty = probs[CLASS_ASK] / 255.0;
}

/* Is nothing known of an answer to the present row of s?  Then its author's
 * handle, in the arena. */
static int
look_open(struct db *db, enum statement s, struct arena *arena,
    const char **handle, bool *is_open, struct err *err)
{
	const enum statement q = STMT_REPORT_QUESTION;
	int rc;

	if (db_bind(db, q, err, "ii", db_int(db, s, 1), db_int(db, s, 2)) ==
		-1 ||
	    (rc = db_step(db, q, err)) == -1)
		return -1;
	/* X counts the author's own replies too. */
	*is_open = rc == 1 && (db_is_null(db, s, 6) ||
				  db_int(db, s, 6) <= db_int(db, q, 0));
	if (*is_open)
		*handle = arena_strdup(arena, db_text(db, q, 1));
	db_reset(db, q);
	return 0;
}

/* Take the present row, if it concerns the roster and is open. */
static int
take_opening(const struct report_job *job, enum statement s,
    struct answers *answers, size_t *cap, struct err *err)
{
	struct db *db = store_db(job->store);
	const struct id_set *roster = job->request->roster;
	bool is_addressed = false, is_open;
	const char *handle = NULL;

	if (roster != NULL) {
		if (mentions_roster(job->store, db_int(db, s, 0), roster,
			&is_addressed, err) == -1)
			return -1;
		is_addressed |= id_set_has(roster, db_int(db, s, 5));
		if (!is_addressed && !id_set_has(roster, db_int(db, s, 2)))
			return 0;
	}
	if (look_open(db, s, &answers->arena, &handle, &is_open, err) == -1)
		return -1;
	if (!is_open)
		return 0;
	answers->openings = mem_grow(answers->openings, cap,
	    answers->n_openings + 1, sizeof(*answers->openings));
	read_opening(db, s, &answers->arena,
	    &answers->openings[answers->n_openings]);
	answers->openings[answers->n_openings].handle = handle;
	answers->openings[answers->n_openings++].is_addressed = is_addressed;
	return 0;
}

static int
compare_openings(const void *a, const void *b)
{
	const struct opening *x = a, *y = b;

	if (x->is_addressed != y->is_addressed)
		return x->is_addressed ? -1 : 1;
	if (x->seen != y->seen)
		return x->seen > y->seen ? -1 : 1;
	if (x->likes != y->likes)
		return x->likes > y->likes ? -1 : 1;
	if (x->at != y->at)
		return x->at > y->at ? -1 : 1;
	return (x->id < y->id) - (x->id > y->id);
}

int
answers_load_openings(const struct report_job *job, struct answers *answers,
    struct err *err)
{
	const struct report_request *request = job->request;
	struct db *db = store_db(job->store);
	const enum statement s = STMT_REPORT_QUESTIONS;
	size_t cap = 0, limit = ANSWERS_OPENINGS;
	int64_t since, until;
	int rc;

	window_seconds(&request->window, &since, &until);
	if (until > request->now)
		until = request->now;
	if (since < until - ANSWERS_OPEN_SECONDS)
		since = until - ANSWERS_OPEN_SECONDS;
	if (db_bind(db, s, err, "iii", (int64_t)CLASS_ASK, since, until) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		if (take_opening(job, s, answers, &cap, err) == -1) {
			db_reset(db, s);
			return -1;
		}
	}
	if (answers->n_openings > 0)
		qsort(answers->openings, answers->n_openings,
		    sizeof(*answers->openings), compare_openings);
	if (request->limit > 0)
		limit = (size_t)request->limit;
	answers->all_openings = (int64_t)answers->n_openings;
	if (answers->n_openings > limit)
		answers->n_openings = limit;
	return rc;
}
