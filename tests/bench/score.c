/*
 * How many posts a second one core scores: from decoded posts in memory to
 * class, chances and the sums of three signals.  Usage: score [ACCOUNTS].
 */
#include "base/clock.h"
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

static double
cpu_seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

int
main(int argc, char **argv)
{
	static const struct user user = {.id = 7,
	    .username = "AnnasMugs",
	    .name = "Anna's Mugs",
	    .description = "Mugs. https://mugs.example"};
	struct scorer_settings settings = {.model = "trained"};
	struct made *made = mem_alloc(1, sizeof(*made));
	struct err err = ERR_INIT;
	int64_t accounts = 100;
	struct scorer *scorer;
	struct rng rng;
	double start, loaded, took, sums[3] = {0};

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
	start = cpu_seconds();
	for (int64_t a = 0; a < accounts; a++) {
		struct trained_account *account =
		    scorer_prepare(scorer, &user, made->subjects, POSTS);

		for (size_t i = 0; i < POSTS; i++) {
			const double *p = account->p[i].c;

			sums[0] += p[CLASS_ANSWER] + p[CLASS_LINK] +
				   p[CLASS_INSIGHT] + p[CLASS_AMPLIFY];
			sums[1] += p[CLASS_PROMOTE];
			sums[2] += p[CLASS_CHATTER];
		}
		trained_account_free(account);
	}
	took = cpu_seconds() - start;
	printf("load %.1f ms; %.0f posts a second and core (give %.1f, take "
	       "%.1f, neutral %.1f)\n",
	    loaded * 1000, (double)(accounts * POSTS) / took, sums[0], sums[1],
	    sums[2]);
	scorer_free(scorer);
	free(made);
	return 0;
}
