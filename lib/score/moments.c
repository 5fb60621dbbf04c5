#include "score/moments.h"

#include <math.h>
#include <string.h>

const char *const moment_names[MOMENT_COUNT] = {
    [MOMENT_POSTS] = "posts",
    [MOMENT_ANSWER] = "answer",
    [MOMENT_LINK] = "link",
    [MOMENT_INSIGHT] = "insight",
    [MOMENT_AMPLIFY] = "amplify",
    [MOMENT_ASK] = "ask",
    [MOMENT_PROMOTE] = "promote",
    [MOMENT_CHATTER] = "chatter",
    [MOMENT_OTHER] = "other",
    [MOMENT_LOW_CONFIDENCE] = "low_confidence",
    [MOMENT_REPEATS] = "repeats",
    [MOMENT_SELF_LINKS] = "self_links",
    [MOMENT_HANDOFFS] = "handoffs",
    [MOMENT_REPLIES] = "replies",
    [MOMENT_REPOSTS] = "reposts",
    [MOMENT_QUOTES] = "quotes",
    [MOMENT_LINKS_OWN] = "links_own",
    [MOMENT_LINKS_OTHER] = "links_other",
    [MOMENT_LINKS_OPAQUE] = "links_opaque",
    [MOMENT_LINKS_AFFILIATE] = "links_affiliate",
    [MOMENT_DIRECTIONAL] = "directional",
    [MOMENT_DIRECTIONAL_AMPLIFY] = "directional_amplify",
    [MOMENT_WEIGHT] = "weight",
    [MOMENT_WEIGHT_2] = "weight_2",
    [MOMENT_WEIGHT_CHATTER] = "weight_chatter",
    [MOMENT_WEIGHT_INSIGHT] = "weight_insight",
    [MOMENT_GIVE_REST] = "give_rest",
    [MOMENT_GIVE_AMPLIFY] = "give_amplify",
    [MOMENT_TAKE] = "take",
    [MOMENT_E_REST] = "e_rest",
    [MOMENT_E_AMPLIFY] = "e_amplify",
    [MOMENT_E_TAKE] = "e_take",
    [MOMENT_V_REST] = "v_rest",
    [MOMENT_V_AMPLIFY] = "v_amplify",
    [MOMENT_V_TAKE] = "v_take",
    [MOMENT_V_REST_AMPLIFY] = "v_rest_amplify",
    [MOMENT_V_REST_TAKE] = "v_rest_take",
    [MOMENT_V_AMPLIFY_TAKE] = "v_amplify_take",
};

static void
count(double *sum, const struct verdict *verdict, bool is_repeat)
{
	sum[MOMENT_POSTS] += 1;
	sum[MOMENT_ANSWER + verdict->class] += 1;
	sum[MOMENT_LOW_CONFIDENCE] += verdict->low_confidence;
	sum[MOMENT_REPEATS] += is_repeat;
	sum[MOMENT_SELF_LINKS] += verdict->self_link;
	sum[MOMENT_HANDOFFS] += verdict->handoff;
	sum[MOMENT_REPLIES] += verdict->form == FORM_REPLY;
	sum[MOMENT_REPOSTS] += verdict->form == FORM_REPOST;
	sum[MOMENT_QUOTES] += verdict->form == FORM_QUOTE;
	sum[MOMENT_LINKS_OWN] += verdict->links_own;
	sum[MOMENT_LINKS_OTHER] += verdict->links_other;
	sum[MOMENT_LINKS_OPAQUE] += verdict->links_opaque;
	sum[MOMENT_LINKS_AFFILIATE] += verdict->links_affiliate;
}

/* What the post is by its class.  One that only gave, and gave it before, is
 * as if it were not there. */
static void
add_counted(double *sum, const struct masses *masses,
    const struct verdict *verdict, double weight, bool is_repeat)
{
	struct mass once = mass_of(masses, verdict, verdict->class, false);
	struct mass mass = mass_of(masses, verdict, verdict->class, is_repeat);
	bool amplifies = verdict->class == CLASS_AMPLIFY;

	if (verdict->class == CLASS_OTHER ||
	    (once.give > 0 && mass.give == 0 && mass.take == 0))
		return;
	sum[MOMENT_WEIGHT] += weight;
	sum[MOMENT_WEIGHT_2] += weight * weight;
	if (verdict->class == CLASS_CHATTER)
		sum[MOMENT_WEIGHT_CHATTER] += weight;
	if (verdict->class == CLASS_INSIGHT)
		sum[MOMENT_WEIGHT_INSIGHT] += weight;
	if (mass.give > 0 || mass.take > 0) {
		sum[MOMENT_DIRECTIONAL] += 1;
		sum[MOMENT_DIRECTIONAL_AMPLIFY] += amplifies;
	}
	sum[amplifies ? MOMENT_GIVE_AMPLIFY : MOMENT_GIVE_REST] +=
	    weight * mass.give;
	sum[MOMENT_TAKE] += weight * mass.take;
}

/* What it may be by the probabilities: expectation and covariance of the
 * three masses of one post. */
static void
add_expected(double *sum, const struct masses *masses,
    const struct verdict *verdict, double weight, bool is_repeat)
{
	double rest = 0, amplify = 0, take = 0;
	double rest2 = 0, amplify2 = 0, take2 = 0, rest_take = 0;
	double amplify_take = 0, weight2 = weight * weight;

	for (int c = 0; c < CLASS_OTHER; c++) {
		double p = verdict->p[c];
		struct mass mass =
		    mass_of(masses, verdict, (enum post_class)c, is_repeat);

		take += p * mass.take;
		take2 += p * mass.take * mass.take;
		if (c == CLASS_AMPLIFY) {
			amplify += p * mass.give;
			amplify2 += p * mass.give * mass.give;
			amplify_take += p * mass.give * mass.take;
		} else {
			rest += p * mass.give;
			rest2 += p * mass.give * mass.give;
			rest_take += p * mass.give * mass.take;
		}
	}
	sum[MOMENT_E_REST] += weight * rest;
	sum[MOMENT_E_AMPLIFY] += weight * amplify;
	sum[MOMENT_E_TAKE] += weight * take;
	sum[MOMENT_V_REST] += weight2 * (rest2 - rest * rest);
	sum[MOMENT_V_AMPLIFY] += weight2 * (amplify2 - amplify * amplify);
	sum[MOMENT_V_TAKE] += weight2 * (take2 - take * take);
	sum[MOMENT_V_REST_AMPLIFY] -= weight2 * rest * amplify;
	sum[MOMENT_V_REST_TAKE] += weight2 * (rest_take - rest * take);
	sum[MOMENT_V_AMPLIFY_TAKE] += weight2 * (amplify_take - amplify * take);
}

void
moments_add_post(struct moments *moments, const struct masses *masses,
    const struct verdict *verdict, double weight, bool is_repeat)
{
	count(moments->sum, verdict, is_repeat);
	add_counted(moments->sum, masses, verdict, weight, is_repeat);
	add_expected(moments->sum, masses, verdict, weight, is_repeat);
}

void
moments_add(struct moments *moments, const struct moments *more)
{
	for (int i = 0; i < MOMENT_COUNT; i++)
		moments->sum[i] += more->sum[i];
}

size_t
moments_pack(const struct moments *moments, unsigned char bytes[MOMENTS_PACKED])
{
	uint64_t masks[2] = {0, 0};
	size_t len = sizeof(masks);

	for (int i = 0; i < MOMENT_COUNT; i++) {
		double sum = rint(moments->sum[i] * 0x1p30) * 0x1p-30;
		bool is_small = sum >= 0 && sum <= 255 && sum == floor(sum);

		if (sum == 0)
			continue;
		masks[0] |= UINT64_C(1) << i;
		if (is_small) {
			masks[1] |= UINT64_C(1) << i;
			bytes[len++] = (unsigned char)sum;
		} else {
			memcpy(bytes + len, &sum, sizeof(sum));
			len += sizeof(sum);
		}
	}
	memcpy(bytes, masks, sizeof(masks));
	return len;
}

/* Length that the masks promise; 0 if they are none of ours. */
static size_t
packed_length(const uint64_t masks[2])
{
	if (masks[0] >> MOMENT_COUNT != 0 || (masks[1] & ~masks[0]) != 0)
		return 0;
	return 2 * sizeof(uint64_t) +
	       (size_t)__builtin_popcountll(masks[0] & ~masks[1]) *
		   sizeof(double) +
	       (size_t)__builtin_popcountll(masks[1]);
}

bool
moments_add_packed(struct moments *moments, const void *packed, size_t len)
{
	const unsigned char *bytes = packed;
	uint64_t masks[2];

	if (len < sizeof(masks))
		return false;
	memcpy(masks, bytes, sizeof(masks));
	if (packed_length(masks) != len)
		return false;
	bytes += sizeof(masks);
	for (uint64_t left = masks[0]; left != 0; left &= left - 1) {
		int i = __builtin_ctzll(left);
		double sum;

		if (masks[1] >> i & 1) {
			moments->sum[i] += *bytes++;
			continue;
		}
		memcpy(&sum, bytes, sizeof(sum));
		moments->sum[i] += sum;
		bytes += sizeof(sum);
	}
	return true;
}
