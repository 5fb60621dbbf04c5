#include "judge/account.h"

#include "base/mem.h"

#include <stdlib.h>

/* What the user said belongs, or does not belong, to the account. */
static int
read_choices(struct store *store, int64_t user_id, struct arena *arena,
    struct own_choice **choices, size_t *n, struct err *err)
{
	struct db *db = store_db(store);
	size_t cap = 0;
	int rc;

	if (db_bind(db, STMT_OWN_OF_USER, err, "i", user_id) == -1)
		return -1;
	while ((rc = db_step(db, STMT_OWN_OF_USER, err)) == 1) {
		if (db_int(db, STMT_OWN_OF_USER, 2) == 0)
			continue;
		*choices = mem_grow(*choices, &cap, *n + 1, sizeof(**choices));
		(*choices)[(*n)++] = (struct own_choice){
		    .what =
			arena_strdup(arena, db_text(db, STMT_OWN_OF_USER, 0)),
		    .is_own = own_status_by_name(
				  db_text(db, STMT_OWN_OF_USER, 1)) == OWN_YES,
		};
	}
	return rc;
}

int
account_find_own(const struct holding *holding, const struct sites *sites,
    const struct user *user, struct ownership *own, struct err *err)
{
	struct own_choice *choices = NULL;
	struct arena arena = ARENA_INIT;
	struct own_facts facts = {.user = user,
	    .counts = holding->counts,
	    .n_counts = holding->n_counts};
	int rc;

	rc = read_choices(holding->store, user->id, &arena, &choices,
	    &facts.n_choices, err);
	if (rc == 0) {
		facts.choices = choices;
		ownership_find(own, sites, &facts);
	}
	arena_release(&arena);
	free(choices);
	return rc;
}

/* The chain that each post belongs to is named by its first post. */
static void
place_threads(const struct holding *holding, struct place *places)
{
	size_t n = holding->n, *first = mem_alloc(n, sizeof(*first));

	for (size_t i = 0; i < n; i++) {
		const struct brief *post = &holding->briefs[i];
		int64_t parent = post->reply_to_id == 0
				     ? -1
				     : holding_find(holding, post->reply_to_id);

		first[i] =
		    parent < 0 || parent >= (int64_t)i ? i : first[parent];
		places[i].thread_position = ++places[first[i]].thread_length;
	}
	for (size_t i = 0; i < n; i++)
		places[i].thread_length = places[first[i]].thread_length;
	free(first);
}

struct said {
	uint64_t key;
	int64_t at;
	size_t index;
};

static int
compare_said(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

static void
place_repeats(const struct holding *holding, int repeat_days,
    struct place *places)
{
	size_t n = holding->n;
	struct said *said = mem_alloc(n, sizeof(*said));

	for (size_t i = 0; i < n; i++)
		said[i] = (struct said){holding->briefs[i].text_key,
		    holding->briefs[i].created_at, i};
	qsort(said, n, sizeof(*said), compare_said);
	for (size_t i = 1; i < n; i++)
		places[said[i].index].is_repeat =
		    said[i].key != 0 && said[i].key == said[i - 1].key &&
		    said[i].at - said[i - 1].at <= (int64_t)repeat_days * 86400;
	free(said);
}

void
account_place_posts(const struct holding *holding, int repeat_days,
    struct place *places)
{
	place_threads(holding, places);
	place_repeats(holding, repeat_days, places);
}
