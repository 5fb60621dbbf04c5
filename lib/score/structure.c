#include "score/structure.h"

#include "base/mem.h"

#include <math.h>

static bool
has(const struct features *f, int id)
{
	return f->slots[id] != 0;
}

static bool
speaks(const struct knowledge *k, const struct features *f,
    enum named_topic topic, enum topic_way way)
{
	int number = knowledge_named_topic(k, topic);

	return number >= 0 && has(f, feature_of_topic(number, way));
}

/* Something is present that asks or sells for itself. */
static bool
sells(const struct knowledge *k, const struct features *f)
{
	static const enum named_topic topics[] = {TOPIC_CTA_BUY,
	    TOPIC_CTA_SIGNUP, TOPIC_CTA_SOCIAL, TOPIC_OWN_WORK, TOPIC_BRAG};

	for (size_t i = 0; i < ARRAY_LEN(topics); i++)
		if (speaks(k, f, topics[i], TOPIC_HIT))
			return true;
	return has(f, FEATURE_L_AFFIL);
}

/* Leads to help, without giving it here. */
static bool
leads_on(const struct knowledge *k, const struct features *f)
{
	return has(f, FEATURE_L_CONTACT) ||
	       speaks(k, f, TOPIC_HANDOFF, TOPIC_HIT) ||
	       speaks(k, f, TOPIC_APOLOGY, TOPIC_HIT) ||
	       speaks(k, f, TOPIC_DIAG_Q, TOPIC_HIT);
}

/* Says what to do, what worked, or where it is to be found. */
static bool
is_usable(const struct knowledge *k, const struct features *f)
{
	return has(f, FEATURE_RP_STEP) || has(f, FEATURE_L_THIRD) ||
	       speaks(k, f, TOPIC_ADVICE, TOPIC_HIT) ||
	       speaks(k, f, TOPIC_HELP, TOPIC_FOUR) ||
	       (speaks(k, f, TOPIC_HELP, TOPIC_HIT) &&
		   has(f, FEATURE_RP_OVERLAP));
}

static unsigned
rules_of_reply(const struct knowledge *k, const struct reading *r,
    const struct features *f)
{
	bool is_asked =
	    has(f, FEATURE_RP_PARENT_Q) || has(f, FEATURE_RP_PARENT_HELP);
	bool leads = leads_on(k, f), sold = sells(k, f);
	unsigned rules = 0;

	if (speaks(k, f, TOPIC_HANDOFF, TOPIC_HIT))
		rules |= STRUCTURE_HANDS_ON;
	if (!sold && (is_asked || leads || has(f, FEATURE_L_HELP) ||
			 has(f, FEATURE_RP_SIGN)))
		rules |= STRUCTURE_HELPS;
	if (!is_asked || has(f, FEATURE_Q_LAST_SENTENCE))
		return rules;
	rules |= STRUCTURE_ASKED;
	if (!sold && !leads && r->n_words >= 3 && is_usable(k, f))
		rules |= STRUCTURE_ANSWERS;
	return rules;
}

unsigned
structure_of(const struct knowledge *k, const struct reading *r,
    const struct features *f)
{
	if (r->kind == KIND_REPOST)
		return STRUCTURE_REPOST;
	return r->kind == KIND_REPLY ? rules_of_reply(k, r, f) : 0;
}

static void
hold_repost(struct chances *p)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		p->c[c] = (p->c[c] + 1e-9) *
			  (c == CLASS_AMPLIFY || c == CLASS_PROMOTE ? 1 : 1e-9);
	chances_normalise(p);
}

/* Less than the best of the other classes. */
static void
hold_help(struct chances *p)
{
	double most = 0;

	for (int c = 0; c < CLASS_COUNT; c++)
		if (c != CLASS_PROMOTE)
			most = fmax(most, p->c[c]);
	if (p->c[CLASS_PROMOTE] <= 0.9 * most)
		return;
	p->c[CLASS_PROMOTE] = 0.9 * most;
	chances_normalise(p);
}

static void
move(struct chances *p, enum post_class from, enum post_class to)
{
	p->c[to] += p->c[from];
	p->c[from] = 0;
}

void
structure_hold(unsigned rules, struct chances *p)
{
	double answer;

	if (rules & STRUCTURE_REPOST)
		hold_repost(p);
	if (rules & STRUCTURE_ASKED) {
		move(p, CLASS_INSIGHT, CLASS_ANSWER);
		move(p, CLASS_LINK, CLASS_ANSWER);
	}
	if (rules & STRUCTURE_PAID)
		move(p, CLASS_LINK, CLASS_PROMOTE);
	if (rules & STRUCTURE_HELPS)
		hold_help(p);
	answer = p->c[CLASS_ANSWER];
	if (rules & STRUCTURE_ANSWERS && answer < p->c[CLASS_CHATTER]) {
		p->c[CLASS_ANSWER] = p->c[CLASS_CHATTER];
		p->c[CLASS_CHATTER] = answer;
	}
}
