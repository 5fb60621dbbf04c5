#include "score/scorer.h"

#include "base/hash.h"
#include "base/mem.h"
#include "score/lexicon.h"
#include "score/rules.h"
#include "score/signals.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Raised when signals or rules are found in another way. */
#define RULES_GENERATION 1

struct scorer {
	struct sites *sites;       /* own */
	struct lexicons *lexicons; /* own */
	struct rules *rules;       /* own */
	struct masses masses;
	bool judge_all_languages;
	char version[48];
};

static void
set_version(struct scorer *scorer, const struct scorer_settings *settings)
{
	uint64_t hash = hash_mix(lexicon_version(scorer->lexicons),
	    rules_version(scorer->rules));

	if (settings->sites != NULL)
		hash =
		    hash_bytes(hash, settings->sites, strlen(settings->sites));
	hash = hash_mix(hash, settings->judge_all_languages);
	snprintf(scorer->version, sizeof(scorer->version),
	    "rules-%d-%016" PRIx64, RULES_GENERATION, hash);
}

struct scorer *
scorer_load(const struct scorer_settings *settings, struct err *err)
{
	struct scorer *scorer;

	if (settings->model != NULL && strcmp(settings->model, "rules") != 0) {
		err_set(err, ERR_USAGE, "there is no model \"%s\": use rules",
		    settings->model);
		return NULL;
	}
	scorer = mem_alloc(1, sizeof(*scorer));
	scorer->judge_all_languages = settings->judge_all_languages;
	scorer->sites = site_load(settings->sites, err);
	if (scorer->sites != NULL)
		scorer->lexicons = lexicon_load(settings->lexicon, err);
	if (scorer->lexicons != NULL)
		scorer->rules = rules_load(settings->rules, err);
	if (scorer->rules == NULL ||
	    mass_load(&scorer->masses, settings->weights, err) == -1) {
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
	rules_free(scorer->rules);
	lexicon_free(scorer->lexicons);
	site_free(scorer->sites);
	free(scorer);
}

void
scorer_judge(const struct scorer *scorer, const struct subject *subject,
    struct verdict *verdict, struct evidence_list *evidence)
{
	struct signals signals;

	if (evidence != NULL)
		evidence_clear(evidence);
	signals_find(&signals, scorer->sites, scorer->lexicons, subject);
	rules_judge(scorer->rules, &signals, scorer->judge_all_languages,
	    verdict, evidence);
	if (evidence != NULL)
		evidence_sort(evidence, verdict->class);
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
	(void)scorer;
	return "points";
}
