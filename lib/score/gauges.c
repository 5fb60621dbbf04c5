#include "score/gauges.h"

#include "base/mem.h"

#include <inttypes.h>
#include <math.h>

enum {
	OTHERS = 1 << GAUGE_KIND_LINK | 1 << GAUGE_KIND_PRAISE |
		 1 << GAUGE_KIND_RESHARE,
	PROMOTE = 1 << GAUGE_KIND_PROMOTE,
	PERSONAL = 1 << GAUGE_KIND_ANSWER | 1 << GAUGE_KIND_ASK |
		   1 << GAUGE_KIND_CHATTER,
	INFORMS = OTHERS | 1 << GAUGE_KIND_INSIGHT | 1 << GAUGE_KIND_ANSWER,
	ALL = (1 << GAUGE_KIND_COUNT) - 1
};

const struct gauge gauges[] = {
    {"4-1-1",
	"for each post that promotes, four of others' material and one plain "
	"repost",
	"A. Davis, J. Pulizzi",
	{{1 << GAUGE_KIND_LINK | 1 << GAUGE_KIND_PRAISE, PROMOTE, false, 4,
	     "posts of others' material"},
	    {1 << GAUGE_KIND_RESHARE, PROMOTE, false, 1, "plain reposts"}},
	2},
    {"5-3-2",
	"of ten posts five of others' material, at most three of one's own "
	"(teaching or promoting), two personal (answers, questions, chatter)",
	"T. A. McCann",
	{{OTHERS, ALL, false, 0.5, "posts of others' material"},
	    {1 << GAUGE_KIND_INSIGHT | PROMOTE, ALL, true, 0.3,
		"posts that are not one's own material"},
	    {PERSONAL, ALL, false, 0.2, "personal posts"}},
	3},
    {"thirds",
	"at most a third promotes, at least a third is of others, at least a "
	"third answers, asks, chats or teaches",
	"Hootsuite",
	{{PROMOTE, ALL, true, 1 / 3.0, "posts that do not promote"},
	    {OTHERS, ALL, false, 1 / 3.0, "posts of others' material"},
	    {PERSONAL | 1 << GAUGE_KIND_INSIGHT, ALL, false, 1 / 3.0,
		"posts that answer, ask, chat or teach"}},
	3},
    {"80/20", "at most a fifth promotes", "J. Pulizzi and others",
	{{PROMOTE, ALL, true, 0.2, "posts that do not promote"}}, 1},
    {"30/60/10",
	"at least 60 % of others' material, at most 10 % promotes, the rest is "
	"one's own",
	"listed by Buffer and IABC",
	{{OTHERS, ALL, false, 0.6, "posts of others' material"},
	    {PROMOTE, ALL, true, 0.1, "posts that do not promote"}},
	2},
    {"informer",
	"posts that inform (answers, links, insights, what is passed on) are "
	"at least as many as chatter; otherwise a meformer",
	"Naaman, Boase, Lai 2010, by our classes",
	{{INFORMS, INFORMS | 1 << GAUGE_KIND_CHATTER, false, 0.5,
	    "posts that inform"}},
	1},
};

const size_t gauge_count = ARRAY_LEN(gauges);

enum gauge_kind
gauge_kind_of(enum post_class class, bool is_repost)
{
	static const enum gauge_kind kinds[CLASS_COUNT] = {
	    [CLASS_ANSWER] = GAUGE_KIND_ANSWER,
	    [CLASS_LINK] = GAUGE_KIND_LINK,
	    [CLASS_INSIGHT] = GAUGE_KIND_INSIGHT,
	    [CLASS_AMPLIFY] = GAUGE_KIND_PRAISE,
	    [CLASS_ASK] = GAUGE_KIND_ASK,
	    [CLASS_PROMOTE] = GAUGE_KIND_PROMOTE,
	    [CLASS_CHATTER] = GAUGE_KIND_CHATTER,
	    [CLASS_OTHER] = GAUGE_KIND_COUNT,
	};

	return class == CLASS_AMPLIFY && is_repost ? GAUGE_KIND_RESHARE
						   : kinds[class];
}

static int64_t
sum_of(const int64_t *counts, unsigned kinds)
{
	int64_t sum = 0;

	for (int k = 0; k < GAUGE_KIND_COUNT; k++)
		if (kinds >> k & 1)
			sum += counts[k];
	return sum;
}

/* How many posts more would meet the part.  Of what is too little, posts of
 * it (they count in the whole, too, where it holds them); of what is too
 * much, posts of the rest. */
static int64_t
missing_of(const struct gauge_part *part, const int64_t *counts)
{
	double have = (double)sum_of(counts, part->what);
	double whole = (double)sum_of(counts, part->of);
	double more;

	if (part->at_most)
		more = have / part->share - whole;
	else if ((part->of & part->what) == part->what)
		more = (part->share * whole - have) / (1 - part->share);
	else
		more = part->share * whole - have;
	return more > 0 ? (int64_t)ceil(more - 1e-9) : 0;
}

void
gauge_find(struct gauge_result *result, const struct gauge *gauge,
    const int64_t counts[GAUGE_KIND_COUNT])
{
	*result = (struct gauge_result){
	    .is_known = sum_of(counts, ALL) >= GAUGE_MIN_POSTS,
	    .passes = true,
	};
	for (size_t i = 0; i < gauge->n; i++) {
		result->missing[i] = missing_of(&gauge->parts[i], counts);
		result->passes &= result->missing[i] == 0;
	}
}

void
gauge_add_missing(struct buf *buf, const struct gauge *gauge,
    const struct gauge_result *result)
{
	const char *before = "needs ";

	for (size_t i = 0; i < gauge->n; i++) {
		if (result->missing[i] == 0)
			continue;
		buf_addf(buf, "%s%" PRId64 " more %s", before,
		    result->missing[i], gauge->parts[i].noun);
		before = ", ";
	}
}

double
gauge_rarefied(const int64_t *counts, size_t n, int size)
{
	double total = 0, sites = 0;

	for (size_t i = 0; i < n; i++)
		total += (double)counts[i];
	if (total < size)
		return NAN;
	for (size_t i = 0; i < n; i++) {
		double rest = total - (double)counts[i], none = 0;

		/* C(rest, size) / C(total, size) in logarithms */
		if (rest >= size)
			none =
			    exp(lgamma(rest + 1) - lgamma(rest - size + 1) -
				lgamma(total + 1) + lgamma(total - size + 1));
		sites += 1 - none;
	}
	return sites;
}

double
gauge_effective(const int64_t *counts, size_t n)
{
	double total = 0, entropy = 0;

	for (size_t i = 0; i < n; i++)
		total += (double)counts[i];
	for (size_t i = 0; i < n; i++) {
		double p = (double)counts[i] / total;

		if (counts[i] > 0)
			entropy -= p * log(p);
	}
	return total > 0 ? exp(entropy) : 0;
}
