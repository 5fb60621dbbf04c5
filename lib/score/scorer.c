#include "score/scorer.h"

#include "base/hash.h"
#include "base/mem.h"
#include "data/data.h"
#include "score/lexicon.h"
#include "score/rules.h"
#include "score/signals.h"
#include "score/structure.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Raised when signals or rules, or features, are found in another way. */
#define RULES_GENERATION   1
#define TRAINED_GENERATION 2

struct scorer {
	struct sites *sites;         /* own */
	struct lexicons *lexicons;   /* own; NULL: SCORER_READS */
	struct rules *rules;         /* own; NULL: judges nothing */
	struct knowledge *knowledge; /* own; NULL: rules alone */
	struct weights *weights;     /* own; NULL: rules alone */
	struct masses masses;
	bool judge_all_languages;
	enum scorer_use use;
	char version[48];
};

static bool
is_trained(const struct scorer_settings *settings)
{
	return settings->model != NULL &&
	       strcmp(settings->model, "trained") == 0;
}

static const char *
model_text(const struct scorer_settings *settings)
{
	return settings->weights_of_model != NULL ? settings->weights_of_model
						  : data_model;
}

static void
set_version(struct scorer *scorer, const struct scorer_settings *settings)
{
	uint64_t hash = hash_mix(lexicon_version(settings->lexicon),
	    rules_version(settings->rules));

	if (settings->sites != NULL)
		hash =
		    hash_bytes(hash, settings->sites, strlen(settings->sites));
	hash = hash_mix(hash, settings->judge_all_languages);
	if (is_trained(settings))
		snprintf(scorer->version, sizeof(scorer->version),
		    "trained-%d-%016" PRIx64, TRAINED_GENERATION,
		    hash_mix(hash, weights_version(model_text(settings))));
	else
		snprintf(scorer->version, sizeof(scorer->version),
		    "rules-%d-%016" PRIx64, RULES_GENERATION, hash);
}

static int
load_for_use(struct scorer *scorer, const struct scorer_settings *settings,
    struct err *err)
{
	if (settings->use != SCORER_READS) {
		scorer->lexicons = lexicon_load(settings->lexicon, err);
		if (scorer->lexicons == NULL)
			return -1;
	}
	if (settings->use != SCORER_JUDGES)
		return 0;
	scorer->rules = rules_load(settings->rules, err);
	if (scorer->rules == NULL || !is_trained(settings))
		return scorer->rules == NULL ? -1 : 0;
	scorer->knowledge = knowledge_load(err);
	if (scorer->knowledge != NULL)
		scorer->weights = weights_load(scorer->knowledge,
		    model_text(settings), "model.tsv", err);
	return scorer->weights == NULL ? -1 : 0;
}

struct scorer *
scorer_load(const struct scorer_settings *settings, struct err *err)
{
	struct scorer *scorer;
	const char *model = settings->model;

	if (model != NULL && strcmp(model, "rules") != 0 &&
	    strcmp(model, "trained") != 0) {
		err_set(err, ERR_USAGE,
		    "there is no model \"%s\": use trained or rules", model);
		return NULL;
	}
	scorer = mem_alloc(1, sizeof(*scorer));
	scorer->judge_all_languages = settings->judge_all_languages;
	scorer->use = settings->use;
	scorer->sites = site_load(settings->sites, err);
	if (scorer->sites == NULL ||
	    mass_load(&scorer->masses, settings->weights, err) == -1 ||
	    load_for_use(scorer, settings, err) == -1) {
		scorer_free(scorer);
		return NULL;
	}
	set_version(scorer, settings);
	return scorer;
}

void
scorer_free(struct scorer *scorer)
{
	if (scorer == NULL)
		return;
	weights_free(scorer->weights);
	knowledge_free(scorer->knowledge);
	rules_free(scorer->rules);
	lexicon_free(scorer->lexicons);
	site_free(scorer->sites);
	free(scorer);
}

struct trained_account *
scorer_prepare(const struct scorer *scorer,
    const struct account_context *context, const struct subject *subjects,
    size_t n)
{
	if (scorer->weights == NULL)
		return NULL;
	return trained_prepare(scorer->weights, scorer->knowledge, context,
	    subjects, n);
}

/* A language that the model has seen, or none at all ("und", "zxx", "qme":
 * not known, no words, media). */
static bool
is_for_model(const struct scorer *scorer, const struct post *post)
{
	const char *lang = post->lang;
	size_t len = strlen(scorer->weights->language);

	return lang == NULL || *lang == '\0' || *lang == 'q' ||
	       strcmp(lang, "und") == 0 || strcmp(lang, "zxx") == 0 ||
	       (strncmp(lang, scorer->weights->language, len) == 0 &&
		   (lang[len] == '\0' || lang[len] == '-'));
}

/* Where evidence goes: nowhere, all into a list, or the strongest. */
struct wanted {
	struct evidence_list *list;
	struct evidence *strongest;
	size_t n;
};

/* The class by the model; what the rules found beside it stays. */
static void
judge_by_model(const struct scorer *scorer, const struct subject *subject,
    struct verdict *verdict, struct wanted *wanted)
{
	const struct account_context *context = subject->account;
	const struct trained_account *account =
	    context == NULL ? NULL : context->prepared;
	struct trained_account *alone = NULL;
	size_t index = subject->index;
	struct chances p;

	if (account == NULL || index >= account->study.n) {
		alone = scorer_prepare(scorer, context, subject, 1);
		account = alone;
		index = 0;
	}
	p = account->p[index];
	if (verdict->links_affiliate > 0)
		structure_hold(STRUCTURE_PAID, &p);
	memcpy(verdict->p, p.c, sizeof(verdict->p));
	verdict_settle(verdict);
	verdict->handoff = verdict->class == CLASS_CHATTER &&
			   account->first.rules[index] & STRUCTURE_HANDS_ON;
	if (wanted->list != NULL)
		trained_explain(scorer->weights, account, index, wanted->list);
	if (wanted->strongest != NULL)
		wanted->n = trained_strongest(scorer->weights, account, index,
		    verdict->class, wanted->strongest, wanted->n);
	trained_account_free(alone);
}

/* True if the rules alone have judged, into the list where there is one. */
static bool
judge(const struct scorer *scorer, const struct subject *subject,
    struct verdict *verdict, struct wanted *wanted,
    struct evidence_list *of_rules)
{
	struct signals signals;

	if (scorer->use != SCORER_JUDGES)
		abort(); /* a command's mistake */
	if (scorer->weights != NULL && is_for_model(scorer, subject->post)) {
		signals_find_around(&signals, scorer->sites, scorer->lexicons,
		    subject);
		rules_note(&signals, verdict);
		judge_by_model(scorer, subject, verdict, wanted);
		return false;
	}
	signals_find(&signals, scorer->sites, scorer->lexicons, subject);
	rules_judge(scorer->rules, &signals, scorer->judge_all_languages,
	    verdict, of_rules);
	return true;
}

void
scorer_judge(const struct scorer *scorer, const struct subject *subject,
    struct verdict *verdict, struct evidence_list *evidence)
{
	struct wanted wanted = {.list = evidence};

	if (evidence != NULL)
		evidence_clear(evidence);
	judge(scorer, subject, verdict, &wanted, evidence);
	if (evidence != NULL)
		evidence_sort(evidence, verdict->class);
}

size_t
scorer_judge_briefly(const struct scorer *scorer, const struct subject *subject,
    struct verdict *verdict, struct evidence *strongest, size_t n)
{
	struct wanted wanted = {.strongest = strongest, .n = n};
	struct evidence_list all = EVIDENCE_LIST_INIT;

	if (!judge(scorer, subject, verdict, &wanted, &all))
		return wanted.n;
	evidence_sort(&all, verdict->class);
	for (wanted.n = 0; wanted.n < n && wanted.n < all.n &&
			   all.items[wanted.n].class == verdict->class;
	     wanted.n++)
		strongest[wanted.n] = all.items[wanted.n];
	evidence_release(&all);
	return wanted.n;
}

const struct sites *
scorer_sites(const struct scorer *scorer)
{
	return scorer->sites;
}

const struct masses *
scorer_masses(const struct scorer *scorer)
{
	return &scorer->masses;
}

const struct lexicons *
scorer_lexicons(const struct scorer *scorer)
{
	if (scorer->lexicons == NULL)
		abort(); /* a command's mistake */
	return scorer->lexicons;
}

const char *
scorer_model_version(const struct scorer *scorer)
{
	return scorer->version;
}

const char *
scorer_weights_version(const struct scorer *scorer)
{
	return scorer->masses.version;
}

const char *
scorer_unit(const struct scorer *scorer)
{
	return scorer->weights != NULL ? "log-odds" : "points";
}

const struct knowledge *
scorer_knowledge(const struct scorer *scorer)
{
	return scorer->knowledge;
}

const struct weights *
scorer_weights(const struct scorer *scorer)
{
	return scorer->weights;
}
