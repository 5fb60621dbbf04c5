#include "report/frozen.h"

#include "base/mem.h"
#include "judge/rescore.h"

#include <stdlib.h>

int
frozen_load(struct frozen *frozen, struct store *store, int64_t observation_id,
    int64_t author_id, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_OBSERVATION_POSTS_FROZEN;
	int rc;

	frozen->n = 0;
	if (db_bind(db, s, err, "ii", observation_id, author_id) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		frozen->posts = mem_grow(frozen->posts, &frozen->cap,
		    frozen->n + 1, sizeof(*frozen->posts));
		frozen->posts[frozen->n++] =
		    (struct frozen_post){.id = db_int(db, s, 0),
			.class = (int)db_int(db, s, 1),
			.give = db_real(db, s, 2),
			.take = db_real(db, s, 3)};
	}
	return rc;
}

static int
compare_ids(const void *key, const void *item)
{
	const int64_t *id = key;
	const struct frozen_post *post = item;

	return (*id > post->id) - (*id < post->id);
}

bool
frozen_apply(const struct frozen *frozen, struct packed_post *post)
{
	const struct frozen_post *then =
	    frozen->n == 0 ? NULL
			   : bsearch(&post->id, frozen->posts, frozen->n,
				 sizeof(*frozen->posts), compare_ids);

	if (then == NULL)
		return false;
	if (post->class != then->class)
		post->flags |= SCORE_LOW_CONFIDENCE;
	post->class = then->class;
	post->give = then->give;
	post->take = then->take;
	return true;
}

void
frozen_release(struct frozen *frozen)
{
	free(frozen->posts);
	*frozen = (struct frozen)FROZEN_INIT;
}
