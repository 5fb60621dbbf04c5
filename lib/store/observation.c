#include "store/observation.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "store/store_private.h"

#include <stdlib.h>
#include <string.h>

void
observation_release(struct observation *observation)
{
	free(observation->name);
	free(observation->goal);
	free(observation->timezone);
	free(observation->model);
	free(observation->weights);
	*observation = (struct observation)OBSERVATION_INIT;
}

int64_t
observation_until(const struct observation *observation)
{
	int64_t ended = observation->ended_at;

	return ended != 0 && ended < observation->ends_at
		   ? ended
		   : observation->ends_at;
}

bool
observation_is_name(const char *name)
{
	size_t len = strlen(name);

	return len >= 1 && len <= 64 && *name != '-' &&
	       strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx"
			    "yz0123456789._-") == len;
}

/* The present row of any of the statements that give all columns. */
static void
read_observation(struct db *db, enum statement s,
    struct observation *observation)
{
	*observation = (struct observation){
	    .id = db_int(db, s, 0),
	    .name = mem_strdup(db_text(db, s, 1)),
	    .goal = mem_strdup(db_text(db, s, 2)),
	    .width = db_real(db, s, 3),
	    .started_at = db_int(db, s, 4),
	    .ends_at = db_int(db, s, 5),
	    .ended_at = db_int(db, s, 6),
	    .budget = db_int(db, s, 7),
	    .timezone = mem_strdup(db_text(db, s, 8)),
	    .model = mem_strdup(db_text(db, s, 9)),
	    .weights = mem_strdup(db_text(db, s, 10)),
	};
}

/* The row of a statement that was bound: 0 found, 1 not. */
static int
step_to(struct db *db, enum statement s, struct observation *observation,
    struct err *err)
{
	int rc = db_step(db, s, err);

	if (rc == -1)
		return -1;
	if (rc == 0)
		return 1;
	read_observation(db, s, observation);
	db_reset(db, s);
	return 0;
}

/* 0 found, 1 not. */
static int
find_name(struct store *store, const char *name,
    struct observation *observation, struct err *err)
{
	const enum statement s = STMT_OBSERVATION_BY_NAME;

	if (db_bind(store->db, s, err, "s", name) == -1)
		return -1;
	return step_to(store->db, s, observation, err);
}

int
store_observation_get(struct store *store, int64_t id,
    struct observation *observation, struct err *err)
{
	const enum statement s = STMT_OBSERVATION_BY_ID;

	if (db_bind(store->db, s, err, "i", id) == -1)
		return -1;
	return step_to(store->db, s, observation, err) == 0
		   ? 0
		   : err_set(err, ERR_NOT_FOUND, "the observation is gone");
}

static int
unknown_name(struct store *store, const char *name, struct err *err)
{
	struct observation_list list = {.items = NULL};
	struct buf names = BUF_INIT;

	if (store_observation_list(store, &list, err) == -1)
		return -1;
	for (size_t i = 0; i < list.n; i++)
		buf_addf(&names, "%s%s", i > 0 ? ", " : "", list.items[i].name);
	if (list.n == 0)
		err_set(err, ERR_NOT_FOUND,
		    "no observation \"%s\": none was begun yet; see: givetake "
		    "observe start --help",
		    name);
	else
		err_set(err, ERR_NOT_FOUND,
		    "no observation \"%s\"; there are: %s", name, names.data);
	observation_list_release(&list);
	buf_release(&names);
	return -1;
}

int
store_observation_find(struct store *store, const char *name,
    struct observation *observation, struct err *err)
{
	int rc = find_name(store, name, observation, err);

	return rc == 1 ? unknown_name(store, name, err) : rc;
}

int
store_observation_current(struct store *store, struct observation *observation,
    struct err *err)
{
	const enum statement s = STMT_OBSERVATION_CURRENT;

	if (db_bind(store->db, s, err, "") == -1)
		return -1;
	return step_to(store->db, s, observation, err);
}

int
store_observation_list(struct store *store, struct observation_list *list,
    struct err *err)
{
	const enum statement s = STMT_OBSERVATION_LIST;
	int rc;

	if (db_bind(store->db, s, err, "") == -1)
		return -1;
	while ((rc = db_step(store->db, s, err)) == 1) {
		list->items = mem_grow(list->items, &list->cap, list->n + 1,
		    sizeof(*list->items));
		read_observation(store->db, s, &list->items[list->n++]);
	}
	return rc;
}

void
observation_list_release(struct observation_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		observation_release(&list->items[i]);
	free(list->items);
	*list = (struct observation_list){.items = NULL};
}

/* The name must not be taken, and none may run. */
static int
check_free(struct store *store, const char *name, struct err *err)
{
	struct observation other = OBSERVATION_INIT;
	int rc = find_name(store, name, &other, err);

	if (rc == 0) {
		err_set(err, ERR_USAGE,
		    "there is an observation \"%s\" already; give another name",
		    name);
	} else if (rc == 1) {
		rc = store_observation_current(store, &other, err);
		if (rc == 0 && other.ended_at == 0)
			err_set(err, ERR_USAGE,
			    "the observation \"%s\" is not ended, and there is "
			    "one at a time; first give: givetake observe end",
			    other.name);
		else if (rc == 0)
			rc = 1;
	}
	observation_release(&other);
	return rc == 1 ? 0 : -1;
}

int
store_observation_start(struct store *store, struct observation *observation,
    struct err *err)
{
	if (check_free(store, observation->name, err) == -1 ||
	    db_run(store->db, STMT_OBSERVATION_INSERT, err, "ssdiiI",
		observation->name, observation->goal, observation->width,
		observation->started_at, observation->ends_at,
		observation->budget) == -1)
		return -1;
	observation->id = db_last_rowid(store->db);
	return 0;
}

int
store_observation_set_budget(struct store *store, int64_t id, int64_t budget,
    struct err *err)
{
	return db_run(store->db, STMT_OBSERVATION_BUDGET, err, "iI", id,
	    budget);
}

int
store_observation_end(struct store *store, int64_t id, const char *timezone,
    const char *model, const char *weights, struct err *err)
{
	return db_run(store->db, STMT_OBSERVATION_END, err, "iisss", id,
	    clock_now(), timezone, model, weights);
}

/* A statement of one row, with up to three numbers. */
static int
read_numbers(struct db *db, enum statement s, int64_t *numbers, int n,
    struct err *err)
{
	int rc = db_step(db, s, err);

	if (rc == -1)
		return -1;
	for (int i = 0; i < n; i++)
		numbers[i] = rc == 1 ? db_int(db, s, i) : 0;
	db_reset(db, s);
	return 0;
}

int
store_observation_posts(struct store *store, int64_t id, int64_t *posts,
    int64_t *withdrawn, struct err *err)
{
	struct db *db = store->db;

	if (db_bind(db, STMT_OBSERVATION_POSTS, err, "i", id) == -1 ||
	    read_numbers(db, STMT_OBSERVATION_POSTS, posts, 1, err) == -1 ||
	    db_bind(db, STMT_OBSERVATION_WITHDRAWN, err, "i", id) == -1)
		return -1;
	return read_numbers(db, STMT_OBSERVATION_WITHDRAWN, withdrawn, 1, err);
}

int
store_observation_spent(struct store *store, int64_t id, const int64_t days[2],
    int64_t *all, int64_t *part, struct err *err)
{
	const enum statement s = STMT_OBSERVATION_SPENT;
	int64_t numbers[2];

	if (db_bind(store->db, s, err, "iii", id, days[0], days[1]) == -1 ||
	    read_numbers(store->db, s, numbers, 2, err) == -1)
		return -1;
	*all = numbers[0];
	*part = numbers[1];
	return 0;
}

int
store_observation_of_source(struct store *store, int64_t source_id, int64_t *id,
    int64_t *budget, int64_t *spent, struct err *err)
{
	int64_t numbers[3];

	if (db_bind(store->db, STMT_OBSERVATION_OF_SOURCE, err, "Ii", source_id,
		clock_now()) == -1 ||
	    read_numbers(store->db, STMT_OBSERVATION_OF_SOURCE, numbers, 3,
		err) == -1)
		return -1;
	*id = numbers[0];
	*budget = numbers[1];
	*spent = numbers[2];
	return 0;
}

int
store_note_put(struct store *store, const char *kind, int64_t subject_id,
    const char *text, struct err *err)
{
	return db_run(store->db, STMT_TUI_NOTE_PUT, err, "sisi", kind,
	    subject_id, text, clock_now());
}

int
store_journal(struct store *store, const struct observation *observation,
    int (*each)(const struct journal_note *note, void *arg, struct err *err),
    void *arg, struct err *err)
{
	struct db *db = store->db;
	const enum statement s = STMT_NOTES_BETWEEN;
	int64_t ended = observation->ended_at;
	int rc;

	if (db_bind(db, s, err, "iii", observation->id, observation->started_at,
		ended != 0 ? ended + 1 : INT64_MAX) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		struct journal_note note = {
		    .kind = db_text(db, s, 0),
		    .subject_id = db_int(db, s, 1),
		    .text = db_text(db, s, 2),
		    .at = db_int(db, s, 3),
		};

		if (each(&note, arg, err) == -1) {
			db_reset(db, s);
			return -1;
		}
	}
	return rc;
}
