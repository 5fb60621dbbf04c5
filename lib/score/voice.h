/*
 * How an account sounds: a person who cares about a subject, or a faceless
 * one that recites.  An axis of its own, which never moves give and take.
 *
 * It is worked out of what the account wrote itself: reposts, promotion (hype
 * is no passion) and what cannot be judged are left out by the caller.  With
 * fewer than 20 posts or 300 words nothing is said.
 *
 * Each part is compared with the mean and spread of many accounts
 * (lib/score/voice.tsv): z, cut at +-3.
 *	person = mean z of first_person, signed (counted twice), conversation
 *	voice = 100 logistic((person + z affect + z persistence) / 3)
 *	passion = 100 sqrt(logistic(z affect) logistic(z persistence))
 *	dullness = 100 logistic(mean z of jargon, abstract, templates, stuffing)
 * Sources: first person singular Packard, Moore, McFerran 2018; signed
 * Rybalko, Seltzer 2010; persistence as what separates enthusiasts from mood
 * Kim et al. 2017; dull words as what readers call boring Andre, Bernstein,
 * Luther 2012.  English only; norms of affect differ between people, so
 * compare within a group.
 */
#ifndef SCORE_VOICE_H
#define SCORE_VOICE_H

#include "model/class.h"
#include "model/post.h"
#include "score/content.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VOICE_MIN_POSTS = 20, VOICE_MIN_WORDS = 300, VOICE_TERMS = 15 };

enum voice_part {
	VOICE_FIRST_PERSON, /* (I + 1/2) / (I + we + 1) */
	VOICE_SIGNED,       /* 1 a person, 1/2 a team that signs, 0 nobody */
	VOICE_CONVERSATION, /* share of posts that reply to others or ask, at
			     * most 0.6: more is a support desk */
	VOICE_AFFECT,       /* signs of feeling a post, at most 3, over 3;
			     * apologies and hand-offs have none */
	VOICE_PERSISTENCE,  /* root of: share of posts on the account's 15
			     * commonest content words, times share of posts
			     * that teach or answer */
	VOICE_JARGON,       /* dull words per 100 words */
	VOICE_ABSTRACT,     /* words in -tion, -ment, ... per 100 words */
	VOICE_TEMPLATES,    /* share of posts most of whose runs of 5 words
			     * are also in other posts of the account */
	VOICE_STUFFING,     /* share of posts with 3 tags or names or more */
	VOICE_PART_COUNT
};

/* Names stable, sentences for people, and the reference. */
struct voice_reference {
	double mean[VOICE_PART_COUNT], sd[VOICE_PART_COUNT];
};

extern const char *const voice_part_names[VOICE_PART_COUNT];
extern const char *const voice_part_meanings[VOICE_PART_COUNT];

/* The built-in reference.  -1 with ERR_CONFIG on a bad row. */
int voice_reference_load(struct voice_reference *reference, struct err *err);

/* What is counted in one post. */
struct voice_item {
	int words, first, we, feeling, dull, abstract;
	bool is_conversation, teaches, is_signed, is_stuffed, is_desk;
	bool is_template, is_on_subject; /* set by voice_read */
};

struct voice_text {
	const char *text;
	enum post_class class;
	bool is_reply; /* to somebody else */
};

struct voice {
	struct voice_item *items; /* own; one a text */
	size_t n;
	int words;
	double signed_level; /* 0, 1/2, 1 */
	char terms[VOICE_TERMS]
		  [32]; /* commonest content words; "" at the end */
	double parts[VOICE_PART_COUNT];
};

/* Read n texts of an account.  user is its profile. */
void voice_read(struct voice *voice, const struct content *content,
    const struct user *user, const struct voice_text *texts, size_t n);
void voice_release(struct voice *voice);

/* True if there is enough to say anything. */
bool voice_is_known(const struct voice *voice);

struct voice_index {
	double z[VOICE_PART_COUNT];
	double voice, passion, dullness; /* 0 to 100 */
};

void voice_index(struct voice_index *index, const double *parts,
    const struct voice_reference *reference);

/* The voice of n posts drawn with replacement from the account's, `draws`
 * times, seeded by id: for comparing accounts. */
void voice_draw(const struct voice *voice,
    const struct voice_reference *reference, int64_t id, size_t draws,
    double *values);

/* How often each of n accounts (values[i][draw]) is the highest. */
void voice_first(double *const *values, size_t n, size_t draws,
    double *probabilities);

/* How much an item shows passion for a subject: for choosing what to
 * quote. */
double voice_item_weight(const struct voice_item *item);

#endif
