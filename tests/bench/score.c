/*
 * How many posts a second one core scores: from decoded posts in memory to
 * class, chances, flags and the three strongest signals for the class.
 * Machines differ and are shared, so a fixed loop of plain arithmetic is
 * timed in the same run, and the posts for each of its rounds are printed
 * too.  Usage: score [ACCOUNTS].
 */
#include "base/hash.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/rand.h"
#include "score/scorer.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { POSTS = 200, TEXT = 200 };

static const char *const words[] = {"the", "mug", "we", "our", "new", "is",
    "buy", "today", "because", "market", "great", "thanks", "how", "you",
    "coffee", "never", "works", "#mugs", "@anna", "20%", "$5", "reset", "link",
    "really", "week", "and", "a", "to", "of", "report"};

struct made {
	struct post posts[POSTS];
	struct link links[POSTS];
	struct subject subjects[POSTS];
	char texts[POSTS][TEXT];
};

static void
make_post(struct made *made, size_t i, struct rng *rng)
{
	char *text = made->texts[i];
	size_t n = 8 + rng_below(rng, 16), len = 0;
	struct post *post = &made->posts[i];

	for (size_t k = 0; k < n && len + 60 < TEXT; k++)
		len += (size_t)snprintf(text + len, TEXT - len, "%s%s",
		    k == 0 ? "" : " ", words[rng_below(rng, ARRAY_LEN(words))]);
	*post = (struct post){.id = (int64_t)i + 1,
	    .author_id = 7,
	    .created_at = (int64_t)i * 7200,
	    .text = text,
	    .lang = "en"};
	if (rng_below(rng, 2) == 0) {
		int start = (int)len + 1;

		len += (size_t)snprintf(text + len, TEXT - len,
		    " https://t.co/abcdefghij");
		made->links[i] = (struct link){.url = "https://mugs.example/"
						      "blog/how-to-reset-a-mug",
		    .start = start,
		    .end = (int)len};
		post->links = &made->links[i];
		post->n_links = 1;
	}
	if (rng_below(rng, 4) == 0)
		post->reply_to_user_id = 9;
	made->subjects[i] = (struct subject){.post = post, .index = i};
}

static const struct user user = {.id = 7,
    .username = "AnnasMugs",
    .name = "Anna's Mugs",
    .description = "Mugs. https://mugs.example"};

static double
cpu_seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* The fixed loop: a million steps of FNV-1a, seconds each round.  What comes
 * out goes into hash, so that it is not left out. */
static double
reference_seconds(uint64_t *hash)
{
	enum { ROUNDS = 20 };
	double start = cpu_seconds();

	for (int round = 0; round < ROUNDS; round++)
		for (int i = 0; i < 1000000; i++)
			*hash = hash_byte(*hash, (unsigned char)i);
	return (cpu_seconds() - start) / ROUNDS;
}

/* One account; adds up what was found so that nothing is left out. */
static void
score_account(const struct scorer *scorer, struct made *made, double *sums)
{
	struct account_context context = {.user = &user};
	struct trained_account *prepared =
	    scorer_prepare(scorer, &context, made->subjects, POSTS);

	context.prepared = prepared;
	for (size_t i = 0; i < POSTS; i++) {
		struct evidence signals[3];
		struct verdict verdict;
		size_t n;

		made->subjects[i].account = &context;
		n = scorer_judge_briefly(scorer, &made->subjects[i], &verdict,
		    signals, ARRAY_LEN(signals));
		sums[0] += verdict.class == CLASS_PROMOTE;
		sums[1] += verdict.p[verdict.class];
		sums[2] += (double)n;
	}
	trained_account_free(prepared);
}

int
main(int argc, char **argv)
{
	struct scorer_settings settings = {.model = "trained"};
	struct made *made = mem_alloc(1, sizeof(*made));
	struct err err = ERR_INIT;
	int64_t accounts = 100;
	struct scorer *scorer;
	struct rng rng;
	double start, loaded, took, reference, sums[3] = {0};
	double posts;
	uint64_t hash = HASH_START;

	mem_keep_freed();
	if (argc > 1 && num_parse(argv[1], 1, 1000000, &accounts) == -1)
		return 2;
	start = cpu_seconds();
	scorer = scorer_load(&settings, &err);
	loaded = cpu_seconds() - start;
	if (scorer == NULL) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	rng_seed(&rng, 1);
	for (size_t i = 0; i < POSTS; i++)
		make_post(made, i, &rng);
	reference = reference_seconds(&hash);
	start = cpu_seconds();
	for (int64_t a = 0; a < accounts; a++)
		score_account(scorer, made, sums);
	took = cpu_seconds() - start;
	reference = (reference + reference_seconds(&hash)) / 2;
	posts = (double)(accounts * POSTS);
	printf("load %.1f ms; %.0f posts a second and core; %.1f a reference "
	       "round (promote %.0f, chance %.2f, signals %.1f, loop %u)\n",
	    loaded * 1000, posts / took, posts / took * reference, sums[0],
	    sums[1] / posts, sums[2] / posts, (unsigned)hash & 1);
	scorer_free(scorer);
	free(made);
	return 0;
}
