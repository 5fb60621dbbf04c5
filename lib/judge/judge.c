#include "judge/judge.h"

#include "base/mem.h"
#include "judge/account.h"
#include "store/choice.h"
#include "store/user.h"

#include <stdlib.h>
#include <string.h>

/* So many posts of an account, one after another, are prepared together:
 * enough to know its habits by, and memory does not grow with the account. */
#define PREPARED_POSTS ((size_t)HOLDING_SOME)

/* What a post refers to. */
struct targets {
	struct referred parent, reposted, quoted;
};

struct judge {
	struct store *store;         /* borrowed */
	const struct scorer *scorer; /* borrowed */
	struct arena arena;          /* own: profile */
	struct arena related;        /* own: posts around the one judged */
	struct user user;
	struct ownership own; /* own */
	struct account_context context;
	struct holding holding;           /* own; the posts */
	struct place *places;             /* own; one a post */
	struct trained_account *prepared; /* own; NULL: not needed */
	struct subject *subjects;         /* own; of the posts prepared */
	struct targets *targets;          /* own; of the same */
	size_t first;                     /* of these posts */
	struct arena around;              /* own: posts around them */
	bool has_labels;                  /* the archive has any */
	bool is_lean; /* no posts that others answer or quote */
};

/* Let go of what was prepared. */
static void
unprepare(struct judge *judge)
{
	trained_account_free(judge->prepared);
	free(judge->subjects);
	free(judge->targets);
	judge->context.prepared = judge->prepared = NULL;
	judge->subjects = NULL;
	judge->targets = NULL;
	arena_reset(&judge->around);
}

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

static struct judge *
open_judge(struct store *store, const struct scorer *scorer, int64_t user_id,
    bool is_sparing, struct err *err)
{
	struct judge *judge = mem_alloc(1, sizeof(*judge));
	const struct sites *sites = scorer_sites(scorer);
	size_t n;

	judge->store = store;
	judge->scorer = scorer;
	if (look_for_labels(judge, err) == -1 ||
	    store_user_get(store, user_id, &judge->arena, &judge->user, err) ==
		-1 ||
	    holding_open(&judge->holding, store, sites, user_id, is_sparing,
		err) == -1 ||
	    account_find_own(&judge->holding, sites, &judge->user, &judge->own,
		err) == -1) {
		judge_free(judge);
		return NULL;
	}
	n = judge->holding.n;
	judge->places = mem_alloc(n, sizeof(*judge->places));
	account_place_posts(&judge->holding, scorer_masses(scorer)->repeat_days,
	    judge->places);
	judge->context.user = &judge->user;
	judge->context.own = &judge->own;
	return judge;
}

struct judge *
judge_open(struct store *store, const struct scorer *scorer, int64_t user_id,
    struct err *err)
{
	return open_judge(store, scorer, user_id, false, err);
}

struct judge *
judge_open_sparing(struct store *store, const struct scorer *scorer,
    int64_t user_id, struct err *err)
{
	return open_judge(store, scorer, user_id, true, err);
}

void
judge_free(struct judge *judge)
{
	if (judge == NULL)
		return;
	unprepare(judge);
	ownership_release(&judge->own);
	holding_release(&judge->holding);
	arena_release(&judge->arena);
	arena_release(&judge->related);
	arena_release(&judge->around);
	free(judge->places);
	free(judge);
}

void
judge_leave_around_aside(struct judge *judge)
{
	judge->is_lean = true;
}

size_t
judge_count(const struct judge *judge)
{
	return judge->holding.n;
}

int64_t
judge_time(const struct judge *judge, size_t i)
{
	return judge->holding.briefs[i].created_at;
}

const struct stored_post *
judge_post(const struct judge *judge, size_t i)
{
	return holding_post(&judge->holding, i);
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
	return holding_find(&judge->holding, post_id);
}

struct ownership
judge_ownership_detach(struct judge *judge)
{
	struct ownership own = judge->own;

	judge->own = (struct ownership)OWNERSHIP_INIT;
	return own;
}

/* A post that another refers to: one of the account's own, or one of the
 * archive's, or unknown. */
static int
find_related(struct judge *judge, int64_t id, struct arena *arena,
    struct related *related, struct referred *referred, struct err *err)
{
	const struct stored_post *held;
	struct post *found;
	struct user *author;
	int64_t own;
	int rc;

	*referred = (struct referred){0, -1};
	if (id == 0)
		return 0;
	own = judge_index(judge, id);
	held = own < 0 ? NULL : judge_post(judge, (size_t)own);
	if (held != NULL) {
		*referred =
		    (struct referred){judge->user.id, held->post.created_at};
		related->post = &held->post;
		related->author = &judge->user;
		return 0;
	}
	found = arena_alloc(arena, sizeof(*found));
	author = arena_alloc(arena, sizeof(*author));
	rc = store_post_referred(judge->store, id, arena, found, author, err);
	if (rc != 0)
		return rc == -1 ? -1 : 0;
	*referred = (struct referred){found->author_id, found->created_at};
	if (found->state != STATE_PUBLIC)
		return 0;
	related->post = found;
	if (own >= 0)
		related->author = &judge->user;
	else if (author->id != 0)
		related->author = author;
	return 0;
}

/* The same of a post that is answered or quoted; a lean archive has none. */
static int
find_context(struct judge *judge, int64_t id, struct arena *arena,
    struct related *related, struct referred *referred, struct err *err)
{
	return find_related(judge, judge->is_lean ? 0 : id, arena, related,
	    referred, err);
}

/* Let the scorer see post i together with many others, where it wants to. */
static int
prepare(struct judge *judge, size_t i, struct err *err)
{
	size_t first = i - i % PREPARED_POSTS, n = judge->holding.n - first;
	int rc = 0;

	if (scorer_weights(judge->scorer) == NULL ||
	    (judge->prepared != NULL && judge->first == first))
		return 0;
	n = n < PREPARED_POSTS ? n : PREPARED_POSTS;
	unprepare(judge);
	judge->subjects = mem_alloc(n, sizeof(*judge->subjects));
	judge->targets = mem_alloc(n, sizeof(*judge->targets));
	for (size_t k = 0; k < n && rc == 0; k++) {
		const struct post *post = &judge_post(judge, first + k)->post;
		struct subject *subject = &judge->subjects[k];
		struct targets *targets = &judge->targets[k];

		subject->post = post;
		rc = find_context(judge, post->reply_to_id, &judge->around,
		    &subject->parent, &targets->parent, err);
		if (rc == 0)
			rc = find_related(judge, post->repost_of_id,
			    &judge->around, &subject->reposted,
			    &targets->reposted, err);
	}
	if (rc == 0)
		judge->prepared = scorer_prepare(judge->scorer, &judge->context,
		    judge->subjects, n);
	judge->first = first;
	judge->context.prepared = judge->prepared;
	return rc;
}

/* The posts that post i refers to. */
static int
find_around(struct judge *judge, size_t i, struct subject *subject,
    struct targets *targets, struct err *err)
{
	const struct post *post = &judge_post(judge, i)->post;
	int rc = 0;

	subject->post = post;
	arena_reset(&judge->related);
	if (judge->prepared != NULL) {
		const struct subject *known = &judge->subjects[subject->index];

		subject->parent = known->parent;
		subject->reposted = known->reposted;
		*targets = judge->targets[subject->index];
	} else {
		rc = find_context(judge, post->reply_to_id, &judge->related,
		    &subject->parent, &targets->parent, err);
		if (rc == 0)
			rc = find_related(judge, post->repost_of_id,
			    &judge->related, &subject->reposted,
			    &targets->reposted, err);
	}
	return rc == 0 ? find_context(judge, post->quote_of_id, &judge->related,
			     &subject->quoted, &targets->quoted, err)
		       : -1;
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

/* What was prepared is of the posts at hand. */
static int
reach(struct judge *judge, size_t i, struct err *err)
{
	if (judge_post(judge, i) != NULL)
		return 0;
	unprepare(judge);
	return holding_reach(&judge->holding, i, err);
}

/* What the scorer says, with all that is known around the post. */
static int
ask_scorer(struct judge *judge, size_t i, struct verdict *verdict,
    struct targets *targets, struct evidence_list *evidence, struct err *err)
{
	struct subject subject = {
	    .account = &judge->context,
	    .thread_length = judge->places[i].thread_length,
	    .thread_position = judge->places[i].thread_position,
	    .index = i % PREPARED_POSTS,
	};

	if (reach(judge, i, err) == -1 || prepare(judge, i, err) == -1 ||
	    find_around(judge, i, &subject, targets, err) == -1)
		return -1;
	scorer_judge(judge->scorer, &subject, verdict, evidence);
	return 0;
}

int
judge_unlabelled(struct judge *judge, size_t i, struct verdict *verdict,
    struct err *err)
{
	struct targets targets;

	return ask_scorer(judge, i, verdict, &targets, NULL, err);
}

int
judge_verdict(struct judge *judge, size_t i, struct verdict *verdict,
    struct post_standing *standing, struct evidence_list *evidence,
    struct err *err)
{
	const struct place *place = &judge->places[i];
	const struct masses *masses = scorer_masses(judge->scorer);
	struct label label;
	struct targets targets;

	if (find_label(judge, judge->holding.briefs[i].id, &label, err) == -1 ||
	    ask_scorer(judge, i, verdict, &targets, evidence, err) == -1)
		return -1;
	if (label.class >= 0)
		obey_label(verdict, &label);
	standing->is_label = label.class >= 0;
	standing->is_repeat = place->is_repeat;
	standing->weight = mass_thread_weight(masses, place->thread_length);
	standing->mass =
	    mass_of(masses, verdict, verdict->class, place->is_repeat);
	standing->target = verdict->form == FORM_REPOST  ? targets.reposted
			   : verdict->form == FORM_QUOTE ? targets.quoted
							 : targets.parent;
	return 0;
}
