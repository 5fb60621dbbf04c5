/*
 * What a scorer says of a post, whichever scorer it was: the class, how
 * probable each class is, and the evidence.  All numbers of accounts come
 * from verdicts (score/moments.h).
 */
#ifndef SCORE_VERDICT_H
#define SCORE_VERDICT_H

#include "model/class.h"

#include <stdbool.h>
#include <stddef.h>

/* What kind of post it is. */
enum post_form {
	FORM_POST,
	FORM_REPLY,      /* to somebody else */
	FORM_SELF_REPLY, /* a thread goes on */
	FORM_QUOTE,
	FORM_REPOST /* nothing of the author's own */
};

struct verdict {
	enum post_class class;
	double p[CLASS_COUNT]; /* of all classes; they add up to 1 */
	enum post_form form;
	bool self_link; /* flag S: leads to an own site, or one that pays */
	bool handoff;   /* flag H: only moves the person elsewhere */
	bool low_confidence; /* a close call, to be read by a person */
	bool is_hard;        /* one structural rule settled it */
	/* Its links by whose they are; affiliate links count in their kind
	 * and here.  Links to X itself and media are in none. */
	int links_own, links_other, links_opaque, links_affiliate;
};

/* One reason for (or, when negative, against) a class. */
struct evidence {
	const char *name;     /* stable: own_link, lex_cta_buy, ... */
	const char *sentence; /* for people: "links to the author's own site" */
	enum post_class class; /* the class it speaks for */
	double contribution;   /* signed; in the scorer's unit */
	int start, end;        /* bytes of post.text; equal: no place */
	int link;              /* index in post.links; -1: none */
};

/* Strings are borrowed from the scorer. */
struct evidence_list {
	struct evidence *items; /* own; the strongest for the class first */
	size_t n, cap;
};

#define EVIDENCE_LIST_INIT    \
	{                     \
		.items = NULL \
	}

void evidence_add(struct evidence_list *list, const struct evidence *item);
/* Add up what one signal says of one class at one place, counted in several
 * ways (that a word is there, and how often). */
void evidence_join(struct evidence_list *list);
/* Put what speaks for or against `class` first, strongest first; then the
 * rest.  Equal ones stay in the order in which they were added. */
void evidence_sort(struct evidence_list *list, enum post_class class);
void evidence_clear(struct evidence_list *list);
void evidence_release(struct evidence_list *list);

/* Fill class (the most probable, ties in the codebook's order),
 * low_confidence (best below 0.45, or less than 0.10 above the second) from
 * p. */
void verdict_settle(struct verdict *verdict);

/* Stable names: post, reply, self_reply, quote, repost. */
const char *post_form_name(enum post_form form);

#endif
