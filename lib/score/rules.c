#include "score/rules.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/text.h"
#include "base/tsv.h"
#include "data/data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How sure a structural rule is; the rest is shared by the other classes. */
#define HARD_SURE 0.96

enum { POINTS_MAX = 20 };

struct rules {
	double points[SIGNAL_COUNT][CLASS_COUNT];
	double temperature;
};

static int
add_row(struct rules *rules, const struct tsv *tsv, struct err *err)
{
	int signal = signal_by_name(tsv->fields[0]);
	int class = class_by_name(tsv->fields[1]);
	double number;
	bool is_temperature = strcmp(tsv->fields[0], "temperature") == 0;

	if (num_parse_real(tsv->fields[is_temperature ? 1 : 2], &number) ==
		-1 ||
	    number > POINTS_MAX || number < -POINTS_MAX)
		return tsv_error(tsv, err,
		    "a rule ends with a number of at most %d", POINTS_MAX);
	if (is_temperature) {
		if (number <= 0)
			return tsv_error(tsv, err,
			    "the temperature must be above 0");
		rules->temperature = number;
		return 0;
	}
	if (signal < 0)
		return tsv_error(tsv, err, "\"%s\" is no signal",
		    tsv->fields[0]);
	if (class < 0)
		return tsv_error(tsv, err, "\"%s\" is no class",
		    tsv->fields[1]);
	rules->points[signal][class] = number;
	return 0;
}

static int
add_table(struct rules *rules, const char *text, const char *what,
    struct err *err)
{
	struct tsv tsv = {.next = text, .what = what};
	int rc = 0;

	while (rc == 0 && tsv_next(&tsv))
		rc = add_row(rules, &tsv, err);
	tsv_release(&tsv);
	return rc;
}

struct rules *
rules_load(const char *more, struct err *err)
{
	struct rules *rules = mem_alloc(1, sizeof(*rules));

	rules->temperature = 1;
	if (add_table(rules, data_rules, "built-in rules.tsv", err) == -1 ||
	    add_table(rules, more, "your rules file", err) == -1) {
		rules_free(rules);
		return NULL;
	}
	return rules;
}

void
rules_free(struct rules *rules)
{
	free(rules);
}

uint64_t
rules_version(const char *more)
{
	return hash_long_text(hash_long_text(HASH_START, data_rules), more);
}

static void
add_evidence(struct evidence_list *evidence, const struct signals *signals,
    enum signal signal, enum post_class class, double points)
{
	const struct signal_place *place = &signals->place[signal];

	evidence_add(evidence, &(struct evidence){
				   .name = signal_info(signal)->name,
				   .sentence = signal_info(signal)->sentence,
				   .class = class,
				   .contribution = points,
				   .start = place->start,
				   .end = place->end,
				   .link = place->link,
			       });
}

/* One structural signal settles it. */
static void
settle_hard(struct verdict *verdict, enum post_class class,
    const struct signals *signals, enum signal signal,
    struct evidence_list *evidence)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		verdict->p[c] = (1 - HARD_SURE) / (CLASS_COUNT - 1);
	verdict->p[class] = HARD_SURE;
	verdict->is_hard = true;
	verdict_settle(verdict);
	if (evidence != NULL)
		add_evidence(evidence, signals, signal, class, POINTS_MAX);
}

/* True when a structural rule has settled it. */
static bool
judge_hard(const struct signals *signals, bool judge_all,
    struct verdict *verdict, struct evidence_list *evidence)
{
	if (signals->form == FORM_REPOST) {
		bool is_own = signals_have(signals, SIGNAL_REPOST_OWN) ||
			      signals_have(signals, SIGNAL_LINK_OWN);

		settle_hard(verdict, is_own ? CLASS_PROMOTE : CLASS_AMPLIFY,
		    signals, is_own ? SIGNAL_REPOST_OWN : SIGNAL_REPOST,
		    evidence);
		return true;
	}
	if (!signals->is_readable && !judge_all) {
		settle_hard(verdict, CLASS_OTHER, signals, SIGNAL_ALWAYS,
		    evidence);
		return true;
	}
	if (signals_have(signals, SIGNAL_NO_WORDS) &&
	    !signals_have(signals, SIGNAL_CASHTAG) &&
	    !signals_have(signals, SIGNAL_NUMBER)) {
		bool has_link = !signals_have(signals, SIGNAL_LINK_NONE) ||
				signals_have(signals, SIGNAL_LINK_MEDIA) ||
				signals_have(signals, SIGNAL_HASHTAG);

		settle_hard(verdict, has_link ? CLASS_OTHER : CLASS_CHATTER,
		    signals, SIGNAL_NO_WORDS, evidence);
		return true;
	}
	return false;
}

static void
add_points(const struct rules *rules, const struct signals *signals,
    enum signal signal, double *points, struct evidence_list *evidence)
{
	for (int c = 0; c < CLASS_COUNT; c++) {
		double p = rules->points[signal][c];

		points[c] += p;
		if (evidence != NULL && p != 0)
			add_evidence(evidence, signals, signal,
			    (enum post_class)c, p);
	}
}

static void
judge_points(const struct rules *rules, const struct signals *signals,
    struct verdict *verdict, struct evidence_list *evidence)
{
	double points[CLASS_COUNT] = {0}, most = -INFINITY, sum = 0;

	for (size_t w = 0; w < ARRAY_LEN(signals->bits); w++) {
		uint64_t bits = signals->bits[w];

		for (; bits != 0; bits &= bits - 1)
			add_points(rules, signals,
			    (enum signal)(
				w * 64 + (size_t)__builtin_ctzll(bits)),
			    points, evidence);
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		most = fmax(most, points[c]);
	for (int c = 0; c < CLASS_COUNT; c++) {
		verdict->p[c] = exp((points[c] - most) / rules->temperature);
		sum += verdict->p[c];
	}
	for (int c = 0; c < CLASS_COUNT; c++)
		verdict->p[c] /= sum;
	verdict_settle(verdict);
}

void
rules_note(const struct signals *signals, struct verdict *verdict)
{
	*verdict = (struct verdict){
	    .form = signals->form,
	    .self_link = signals->self_link,
	    .links_own = signals->links_own,
	    .links_other = signals->links_other,
	    .links_opaque = signals->links_opaque,
	    .links_affiliate = signals->links_affiliate,
	};
}

void
rules_judge(const struct rules *rules, const struct signals *signals,
    bool judge_all, struct verdict *verdict, struct evidence_list *evidence)
{
	rules_note(signals, verdict);
	if (!judge_hard(signals, judge_all, verdict, evidence))
		judge_points(rules, signals, verdict, evidence);
	verdict->handoff = verdict->class == CLASS_CHATTER &&
			   signals_have(signals, SIGNAL_HANDOFF_REPLY);
}
