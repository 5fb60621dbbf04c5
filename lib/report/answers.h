/*
 * Who answers whom, how fast, and the questions that nobody answered: what
 * `report answers` shows, for other views too.
 *
 * An answer is a reply to somebody else whose class is "answer".  How fast:
 * the time from the post it answers, which is that post's own or, where the
 * archive does not hold it, the time within its id.
 *
 * An opening is a post of class "ask" of the last 48 hours before the end of
 * the window, to which the archive holds no reply by anybody else and X
 * counted none at the last look.
 */
#ifndef REPORT_ANSWERS_H
#define REPORT_ANSWERS_H

#include "report/packs.h"
#include "score/median.h"

enum {
	ANSWERS_OPEN_SECONDS = 48 * 3600,
	ANSWERS_MIN = 10, /* answers needed to say how fast */
	ANSWERS_OPENINGS = 50,
	ANSWERS_PAIRS = 50
};

/* A question that is open.  Strings are the arena's. */
struct opening {
	int64_t id, author_id, at;
	const char *handle; /* NULL: not known */
	const char *text;
	double certainty;    /* that it asks */
	int64_t likes, seen; /* X's counts; -1: not known */
	bool is_addressed;   /* names or replies to an account of the roster */
};

/* An account's answers. */
struct answerer {
	int64_t id;
	const char *handle; /* NULL: not known */
	int64_t replies;    /* to others, of any class */
	int64_t answers, handoffs;
	int64_t people;       /* answered */
	struct median delay;  /* seconds; of answers whose delay is known */
	struct recent recent; /* answers */
};

/* The answers of one account to another. */
struct answer_pair {
	int64_t from, to;
	const char *from_handle, *to_handle; /* NULL: not known */
	int64_t answers;
	int64_t back; /* answers of `to` to `from`, if both are looked at */
	struct median delay;
	struct recent recent;
};

struct answers {
	struct opening *openings;   /* own; the first to look at first */
	size_t n_openings;          /* at most the limit */
	int64_t all_openings;       /* before the limit */
	struct answerer *answerers; /* own; most answers first */
	size_t n_answerers;
	struct answer_pair *pairs; /* own; most answers first, up to a limit */
	size_t n_pairs;
	int64_t all_pairs; /* before the limit */
	struct arena arena;
};

/* Of the job's window and roster.  With a roster, answers are those that its
 * accounts gave, and openings those that they asked or that address them.
 * Openings come in the order: addressed to the roster, most seen (views, or
 * likes where X does not say), newest.  request->limit bounds openings and
 * pairs (0: ANSWERS_OPENINGS, ANSWERS_PAIRS). */
int answers_load(const struct report_job *job, struct answers *answers,
    struct err *err);
void answers_release(struct answers *answers);

#endif
