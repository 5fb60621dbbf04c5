/*
 * One handle for scoring: the tables, the masses and the model that was asked
 * for.  Read-only once loaded, so that threads can share it.
 *
 *	struct scorer *scorer = scorer_load(&settings, err);
 *	scorer_judge(scorer, &subject, &verdict, NULL);
 */
#ifndef SCORE_SCORER_H
#define SCORE_SCORER_H

#include "score/lexicon.h"
#include "score/mass.h"
#include "score/site.h"
#include "score/subject.h"
#include "score/trained.h"
#include "score/verdict.h"

/* What it is for: of the work of loading, most is left undone for those who
 * only read what is stored. */
enum scorer_use {
	SCORER_JUDGES,      /* posts: with all there is */
	SCORER_READS_TEXTS, /* judges nothing (a bug): without the model */
	SCORER_READS /* nor reads texts (a bug): versions, masses, sites */
};

/* Texts of the user's own files, in the formats of the built-in ones; all
 * may be NULL. */
struct scorer_settings {
	const char *model;            /* "trained" or "rules"; NULL: "rules" */
	const char *weights_of_model; /* of "trained"; NULL: the built-in */
	const char *sites, *lexicon, *rules, *weights;
	/* Judge posts in languages without a lexicon by structure alone
	 * instead of calling them "other". */
	bool judge_all_languages;
	enum scorer_use use;
};

struct scorer;

/* NULL with ERR_CONFIG on a bad line, ERR_USAGE on an unknown model. */
struct scorer *scorer_load(const struct scorer_settings *settings,
    struct err *err);
void scorer_free(struct scorer *scorer);

/* Judge all posts of an account together, as a trained model wants it: put
 * the result into the context of each subject, and its index into the
 * subject.  Posts, users and texts are borrowed for as long as it lives;
 * context and its members may be NULL.  NULL from a model that does not need it. */
struct trained_account *scorer_prepare(const struct scorer *scorer,
    const struct account_context *context, const struct subject *subjects,
    size_t n);

/* Judge one post.  evidence may be NULL (faster); else it is emptied first
 * and filled, strongest for the class first. */
void scorer_judge(const struct scorer *scorer, const struct subject *subject,
    struct verdict *verdict, struct evidence_list *evidence);

/* The same, with only the strongest evidence for or against the class: n at
 * most.  Returns how many.  For many posts at a time. */
size_t scorer_judge_briefly(const struct scorer *scorer,
    const struct subject *subject, struct verdict *verdict,
    struct evidence *strongest, size_t n);

const struct sites *scorer_sites(const struct scorer *scorer);
const struct masses *scorer_masses(const struct scorer *scorer);
const struct lexicons *scorer_lexicons(const struct scorer *scorer);

/* What stored scores carry: the model with its lexicons and rules
 * ("rules-1-0f3a..."), the weights ("1-9c..."). */
const char *scorer_model_version(const struct scorer *scorer);
const char *scorer_weights_version(const struct scorer *scorer);

/* The knowledge that a trained model is written in; NULL with rules. */
const struct knowledge *scorer_knowledge(const struct scorer *scorer);
const struct weights *scorer_weights(const struct scorer *scorer);

/* "points" or "log-odds": what contributions of evidence are measured in. */
const char *scorer_unit(const struct scorer *scorer);

#endif
