#include "judge/judge.h"

#include "base/mem.h"
#include "judge/account.h"
#include "store/choice.h"
#include "store/user.h"

#include <stdlib.h>
#include <string.h>

struct judge {
	struct store *store;         /* borrowed */
	const struct scorer *scorer; /* borrowed */
	struct arena arena;          /* own: profile, posts */
	struct arena related;        /* own: posts around the one judged */
	struct user user;
	struct ownership own; /* own */
	struct account_context context;
	struct stored_post *posts; /* in arena; oldest first */
	struct place *places;      /* own; one a post */
	size_t n;
	bool has_labels; /* the archive has any */
};

static int
look_for_labels(struct judge *judge, struct err *err)
{
	struct db *db = store_db(judge->store);
	int rc;

	if (db_bind(db, STMT_LABEL_ANY, err, "") == -1)
		return -1;
	rc = db_step(db, STMT_LABEL_ANY, err);
	db_reset(db, STMT_LABEL_ANY);
	judge->has_labels = rc == 1;
	return rc == -1 ? -1 : 0;
}

struct judge *
judge_open(struct store *store, const struct scorer *scorer, int64_t user_id,
    struct err *err)
{
	struct judge *judge = mem_alloc(1, sizeof(*judge));

	judge->store = store;
	judge->scorer = scorer;
	if (look_for_labels(judge, err) == -1 ||
	    store_user_get(store, user_id, &judge->arena, &judge->user, err) ==
		-1 ||
	    store_posts_of(store, user_id, &judge->arena, &judge->posts,
		&judge->n, err) == -1 ||
	    account_find_own(store, scorer_sites(scorer), &judge->user,
		judge->posts, judge->n, &judge->own, err) == -1) {
		judge_free(judge);
		return NULL;
	}
	judge->places = mem_alloc(judge->n, sizeof(*judge->places));
	account_place_posts(judge->posts, judge->n,
	    scorer_masses(scorer)->repeat_days, judge->places);
	judge->context.user = &judge->user;
	judge->context.own = &judge->own;
	return judge;
}

void
judge_free(struct judge *judge)
{
	if (judge == NULL)
		return;
	ownership_release(&judge->own);
	arena_release(&judge->arena);
	arena_release(&judge->related);
	free(judge->places);
	free(judge);
}

size_t
judge_count(const struct judge *judge)
{
	return judge->n;
}

const struct stored_post *
judge_post(const struct judge *judge, size_t i)
{
	return &judge->posts[i];
}

const struct user *
judge_user(const struct judge *judge)
{
	return &judge->user;
}

const struct ownership *
judge_ownership(const struct judge *judge)
{
	return &judge->own;
}

int64_t
judge_index(const struct judge *judge, int64_t post_id)
{
	return account_find_post(judge->posts, judge->n, post_id);
}

/* A post that another refers to: one of the account's own, or one of the
 * archive's, or unknown. */
static int
find_related(struct judge *judge, int64_t id, struct related *related,
    struct err *err)
{
	struct stored_post *found;
	struct user *author;
	int64_t own;
	int rc;

	if (id == 0)
		return 0;
	own = judge_index(judge, id);
	if (own >= 0) {
		related->post = &judge->posts[own].post;
		related->author = &judge->user;
		return 0;
	}
	found = arena_alloc(&judge->related, sizeof(*found));
	author = arena_alloc(&judge->related, sizeof(*author));
	rc = store_post_get(judge->store, id, &judge->related, found, err);
	if (rc != 0)
		return rc == -1 ? -1 : 0;
	if (found->post.state != STATE_PUBLIC)
		return 0;
	related->post = &found->post;
	rc = store_user_get(judge->store, found->post.author_id,
	    &judge->related, author, err);
	if (rc == 0)
		related->author = author;
	return rc == -1 ? -1 : 0;
}

/* The user's own label; its class is -1 where there is none. */
static int
find_label(struct judge *judge, int64_t post_id, struct label *label,
    struct err *err)
{
	struct db *db = store_db(judge->store);
	int rc;

	*label = (struct label){.class = -1};
	if (!judge->has_labels)
		return 0;
	if (db_bind(db, STMT_LABEL_FIND, err, "i", post_id) == -1 ||
	    (rc = db_step(db, STMT_LABEL_FIND, err)) == -1)
		return -1;
	if (rc == 1) {
		label->class = (int)db_int(db, STMT_LABEL_FIND, 0);
		label->flags = (int)db_int(db, STMT_LABEL_FIND, 1);
	}
	db_reset(db, STMT_LABEL_FIND);
	return 0;
}

static void
obey_label(struct verdict *verdict, const struct label *label)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		verdict->p[c] = c == label->class;
	verdict->class = (enum post_class)label->class;
	verdict->low_confidence = false;
	if (label->flags & LABEL_SAYS_FLAGS) {
		verdict->self_link = (label->flags & LABEL_SELF_LINK) != 0;
		verdict->handoff = (label->flags & LABEL_HANDOFF) != 0;
	}
}

int
judge_verdict(struct judge *judge, size_t i, struct verdict *verdict,
    struct standing *standing, struct evidence_list *evidence, struct err *err)
{
	const struct post *post = &judge->posts[i].post;
	const struct place *place = &judge->places[i];
	const struct masses *masses = scorer_masses(judge->scorer);
	struct subject subject = {
	    .post = post,
	    .account = &judge->context,
	    .thread_length = place->thread_length,
	    .thread_position = place->thread_position,
	};
	struct label label;

	arena_reset(&judge->related);
	if (find_related(judge, post->reply_to_id, &subject.parent, err) ==
		-1 ||
	    find_related(judge, post->quote_of_id, &subject.quoted, err) ==
		-1 ||
	    find_related(judge, post->repost_of_id, &subject.reposted, err) ==
		-1 ||
	    find_label(judge, post->id, &label, err) == -1)
		return -1;
	scorer_judge(judge->scorer, &subject, verdict, evidence);
	if (label.class >= 0)
		obey_label(verdict, &label);
	standing->is_label = label.class >= 0;
	standing->is_repeat = place->is_repeat;
	standing->weight = mass_thread_weight(masses, place->thread_length);
	standing->mass =
	    mass_of(masses, verdict, verdict->class, place->is_repeat);
	return 0;
}
