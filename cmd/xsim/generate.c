#include "xsim/worlds.h"

#include "sim/demo.h"
#include "xsim/compose.h"
#include "xsim/template.h"

#define DAY_MS     INT64_C(86400000)
#define SPAN_MS    (42 * DAY_MS)
#define MIN_POSTS  50
#define MORE_POSTS 90
#define STRANGERS  25

struct generator {
	struct world *world;
	struct templates templates;
	struct rng rng;
	int64_t start_ms;
	size_t n_posts; /* of each account; 0: drawn */
	struct sim_user *strangers[STRANGERS];
	struct err *err;
};

/* One account and what it is like. */
struct character {
	struct sim_user *user;
	const char *own; /* its site */
	double give;     /* share of giving among giving and taking */
	double idle;     /* share of chatter among all */
};

static struct sim_user *
make_user(struct generator *g, const char *kind, size_t i, const char *url)
{
	struct buf username = BUF_INIT, name = BUF_INIT;
	struct sim_user *user;
	struct profile profile = {.url = url,
	    .bio = url != NULL ? "Gardens, bikes, food and numbers." : NULL,
	    .created_ms = g->start_ms - 1500 * DAY_MS,
	    .followers = 100 + (int64_t)rng_below(&g->rng, 5000),
	    .following = 50 + (int64_t)rng_below(&g->rng, 900),
	    .posts = 500 + (int64_t)rng_below(&g->rng, 9000)};

	buf_addf(&username, "%s%03zu", kind, i + 1);
	buf_addf(&name, "%s %zu", kind, i + 1);
	profile.username = username.data;
	profile.name = name.data;
	user = compose_user(g->world, &profile, g->err);
	buf_release(&username);
	buf_release(&name);
	return user;
}

static enum post_class
draw_act(struct generator *g, const struct character *who)
{
	/* How givers give, in hundredths. */
	static const struct {
		enum post_class act;
		uint64_t share;
	} gives[] = {
	    {CLASS_ANSWER, 38},
	    {CLASS_INSIGHT, 26},
	    {CLASS_LINK, 19},
	    {CLASS_AMPLIFY, 14},
	    {CLASS_ASK, 3},
	};
	uint64_t roll = rng_below(&g->rng, 100);
	size_t i = 0;

	if (rng_unit(&g->rng) < who->idle)
		return CLASS_CHATTER;
	if (rng_unit(&g->rng) >= who->give)
		return CLASS_PROMOTE;
	while (roll >= gives[i].share)
		roll -= gives[i++].share;
	return gives[i].act;
}

/* The stranger's post that a template hangs on. */
static struct sim_post *
make_other(struct generator *g, const struct character *who,
    const struct template *template, int64_t at_ms)
{
	struct buf text = BUF_INIT;
	struct draft draft = {.author =
				  g->strangers[rng_below(&g->rng, STRANGERS)],
	    .at_ms = at_ms - 60000 - (int64_t)rng_below(&g->rng, 5400000),
	    .act = -1};
	struct sim_post *post;

	templates_fill(&g->templates, &text, template->other, who->own, "",
	    &g->rng);
	draft.text = text.data;
	post = compose_post(g->world, &draft, g->err);
	buf_release(&text);
	return post;
}

static int
refer(struct generator *g, const struct character *who,
    const struct template *template, struct draft *draft)
{
	const struct sim_post *other;

	if (template->other == NULL)
		return 0;
	other = make_other(g, who, template, draft->at_ms);
	if (other == NULL)
		return -1;
	if (template->shape == '~')
		draft->repost_of = other->id;
	else if (template->shape == '"')
		draft->quote_of = other->id;
	else
		draft->reply_to = other->id;
	return 0;
}

static int
make_post(struct generator *g, const struct character *who, int64_t at_ms)
{
	enum post_class act = draw_act(g, who);
	const struct template *template =
	    templates_pick(&g->templates, act, &g->rng);
	struct draft draft = {.author = who->user,
	    .at_ms = at_ms,
	    .act = (int)act};
	struct buf text = BUF_INIT, stranger = BUF_INIT;
	int rc = refer(g, who, template, &draft);

	if (rc == 0) {
		buf_addf(&stranger, "@%s",
		    g->strangers[rng_below(&g->rng, STRANGERS)]->username);
		templates_fill(&g->templates, &text, template->text, who->own,
		    stranger.data, &g->rng);
		draft.text = text.data;
		if (compose_post(g->world, &draft, g->err) == NULL)
			rc = -1;
	}
	buf_release(&text);
	buf_release(&stranger);
	return rc;
}

static int
make_account(struct generator *g, size_t i, size_t n, double rank)
{
	struct character who = {.give = 0.04 + 0.92 *
						   (rank + rng_unit(&g->rng)) /
						   (double)n,
	    .idle = 0.1 + 0.2 * rng_unit(&g->rng)};
	size_t posts = g->n_posts != 0
			   ? g->n_posts
			   : MIN_POSTS + rng_below(&g->rng, MORE_POSTS);
	struct buf own = BUF_INIT;
	int rc;

	buf_addf(&own, "https://account%03zu.example", i + 1);
	who.own = own.data;
	who.user = make_user(g, "account", i, who.own);
	rc = who.user == NULL ? -1 : 0;
	for (size_t k = 0; k < posts && rc == 0; k++) {
		int64_t at =
		    g->start_ms +
		    (int64_t)((double)SPAN_MS *
			      ((double)k + rng_unit(&g->rng)) / (double)posts);

		rc = make_post(g, &who, at - 60000);
	}
	buf_release(&own);
	return rc;
}

/* The ranks 0..n-1 in random order. */
static double *
shuffled_ranks(struct generator *g, size_t n)
{
	double *ranks = arena_zero(&g->world->arena, n + 1, sizeof(*ranks));

	for (size_t i = 0; i < n; i++) {
		size_t j = rng_below(&g->rng, i + 1);

		ranks[i] = ranks[j];
		ranks[j] = (double)i;
	}
	return ranks;
}

int
world_generate(struct world *world, int64_t now_ms,
    const struct generate *generate, struct err *err)
{
	struct generator g = {.world = world,
	    .start_ms = now_ms - SPAN_MS,
	    .n_posts = generate->posts,
	    .err = err};
	size_t n = generate->accounts;
	const double *ranks;
	int rc;

	rng_seed(&g.rng, generate->seed);
	rc = templates_read(&g.templates, data_generate, err);
	for (size_t i = 0; i < STRANGERS && rc == 0; i++) {
		g.strangers[i] = make_user(&g, "reader", i, NULL);
		rc = g.strangers[i] == NULL ? -1 : 0;
	}
	ranks = shuffled_ranks(&g, n);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = make_account(&g, i, n, ranks[i]);
	templates_release(&g.templates);
	return rc;
}
