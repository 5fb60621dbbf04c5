#include "report/answers_parts.h"

#include "base/mem.h"
#include "judge/rescore.h"
#include "model/class.h"
#include "report/firsts.h"
#include "report/partners.h"
#include "score/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct gathering {
	struct answers *answers;
	size_t answerers_cap;
	struct firsts pairs;   /* own, until they are the answers' */
	struct partners given; /* answers of the present account */
	int64_t *delays;       /* own; scratch */
	size_t delays_cap;
};

/* The median of the known delays of n answers. */
static void
find_delay(struct gathering *g, const struct partner_post *given, size_t n,
    struct median *delay)
{
	size_t known = 0;

	g->delays =
	    mem_grow(g->delays, &g->delays_cap, n + 1, sizeof(*g->delays));
	for (size_t i = 0; i < n; i++)
		if (given[i].delay >= 0)
			g->delays[known++] = given[i].delay;
	if (known >= ANSWERS_MIN)
		median_of(delay, g->delays, known);
	else
		*delay = (struct median){NAN, NAN, NAN, known};
}

/* Most answers first; among equals the lower ids. */
static bool
comes_before(const void *left, const void *right)
{
	const struct answer_pair *a = left, *b = right;

	if (a->answers != b->answers)
		return a->answers > b->answers;
	if (a->from != b->from)
		return a->from < b->from;
	return a->to < b->to;
}

static void
end_pairs(struct gathering *g, int64_t from)
{
	const struct partners *given = &g->given;

	partners_order(&g->given);
	for (size_t p = 0; p < given->n_people; p++) {
		const struct partner_post *posts =
		    given->posts + given->starts[p];
		size_t n = given->starts[p + 1] - given->starts[p];
		const struct answer_pair *last = firsts_last(&g->pairs);
		struct answer_pair pair;

		g->answers->all_pairs++;
		/* Most pairs are of one answer or two: nothing is made of
		 * these. */
		if (last != NULL && (int64_t)n < last->answers)
			continue;
		pair = (struct answer_pair){.from = from,
		    .to = given->people[p],
		    .answers = (int64_t)n};

		find_delay(g, posts, n, &pair.delay);
		for (size_t i = 0; i < n; i++)
			recent_add(&pair.recent, posts[i].id);
		firsts_add(&g->pairs, &pair);
	}
}

/* The account is through: its numbers. */
static void
end_account(struct gathering *g)
{
	struct answers *answers = g->answers;
	struct answerer *last;

	if (answers->n_answerers == 0)
		return;
	last = &answers->answerers[answers->n_answerers - 1];
	last->people = (int64_t)g->given.n_people;
	find_delay(g, g->given.posts, g->given.n, &last->delay);
	end_pairs(g, last->id);
	if (last->replies == 0)
		answers->n_answerers--;
	partners_clear(&g->given);
}

static void
begin_account(void *arg, int64_t author_id)
{
	struct gathering *g = arg;
	struct answers *answers = g->answers;

	end_account(g);
	answers->answerers = mem_grow(answers->answerers, &g->answerers_cap,
	    answers->n_answerers + 1, sizeof(*answers->answerers));
	answers->answerers[answers->n_answerers++] =
	    (struct answerer){.id = author_id};
}

static void
take_post(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct gathering *g = arg;
	struct answerer *answerer =
	    &g->answers->answerers[g->answers->n_answerers - 1];

	(void)author_id;
	if (post->form != FORM_REPLY)
		return;
	answerer->replies++;
	answerer->handoffs += (post->flags & SCORE_HANDOFF) != 0;
	if (post->class != CLASS_ANSWER)
		return;
	answerer->answers++;
	recent_add(&answerer->recent, post->id);
	if (post->target_id != 0)
		partners_add(&g->given, post->target_id, 0, post->id,
		    post->delay);
}

static int
compare_answerers(const void *a, const void *b)
{
	const struct answerer *x = a, *y = b;

	if (x->answers != y->answers)
		return x->answers > y->answers ? -1 : 1;
	if (x->replies != y->replies)
		return x->replies > y->replies ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Counting what one account answered to another. */
struct counting {
	int64_t to, n;
};

static void
count_back(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct counting *counting = arg;

	(void)author_id;
	counting->n += post->form == FORM_REPLY &&
		       post->class == CLASS_ANSWER &&
		       post->target_id == counting->to;
}

static int
find_back(const struct report_job *job, struct answer_pair *pair,
    struct err *err)
{
	struct report_request request = *job->request;
	const struct report_job one = {job->store, job->scorer, &request};
	struct counting counting = {.to = pair->from};
	const struct packs_visitor visitor = {.arg = &counting,
	    .parts = PACK_TARGET,
	    .post = count_back};
	int rc;

	request.user_id = pair->to;
	/* Of others nothing was frozen. */
	if (request.roster == NULL || !id_set_has(request.roster, pair->to))
		request.window.frozen = 0;
	rc = packs_each(&one, &visitor, err);
	pair->back = counting.n;
	return rc;
}

static int
find_names(const struct report_job *job, struct answers *answers,
    struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < answers->n_answerers && rc == 0; i++)
		rc = find_handle(job->store, answers->answerers[i].id,
		    &answers->arena, &answers->answerers[i].handle, err);
	for (size_t i = 0; i < answers->n_pairs && rc == 0; i++) {
		struct answer_pair *pair = &answers->pairs[i];

		rc = find_handle(job->store, pair->from, &answers->arena,
		    &pair->from_handle, err);
		if (rc == 0)
			rc = find_partner(job->store, pair->to,
			    pair->recent.ids[0], &answers->arena,
			    &pair->to_handle, err);
		if (rc == 0)
			rc = find_back(job, pair, err);
	}
	return rc;
}

static int
load_given(const struct report_job *job, struct answers *answers,
    struct err *err)
{
	int64_t limit = job->request->limit;
	struct gathering g = {.answers = answers,
	    .pairs = {.size = sizeof(struct answer_pair),
		.max = limit > 0 ? (size_t)limit : ANSWERS_PAIRS,
		.comes_before = comes_before}};
	const struct packs_visitor visitor = {.arg = &g,
	    .parts = PACK_TARGET,
	    .account = begin_account,
	    .post = take_post};
	int rc;

	rc = packs_each(job, &visitor, err);
	end_account(&g);
	answers->pairs = g.pairs.items;
	answers->n_pairs = g.pairs.n;
	if (answers->n_answerers > 0)
		qsort(answers->answerers, answers->n_answerers,
		    sizeof(*answers->answerers), compare_answerers);
	partners_release(&g.given);
	free(g.delays);
	return rc;
}

int
answers_load(const struct report_job *job, struct answers *answers,
    struct err *err)
{
	*answers = (struct answers){.arena = ARENA_INIT};
	if (answers_load_openings(job, answers, err) == 0 &&
	    load_given(job, answers, err) == 0 &&
	    find_names(job, answers, err) == 0)
		return 0;
	answers_release(answers);
	return -1;
}

void
answers_release(struct answers *answers)
{
	free(answers->openings);
	free(answers->answerers);
	free(answers->pairs);
	arena_release(&answers->arena);
	*answers = (struct answers){.arena = ARENA_INIT};
}
