/*
 * An account as the archive holds it, ready to be judged: its posts with
 * what is known around each of them, what belongs to it, threads, repeats.
 * The same view serves the scores that are stored and the evidence that is
 * worked out when somebody asks for it.
 */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "score/scorer.h"
#include "store/post.h"
#include "store/store.h"

struct judge;

/* Load the account.  NULL on failure.  The store and the scorer are borrowed
 * for as long as the judge lives. */
struct judge *judge_open(struct store *store, const struct scorer *scorer,
    int64_t user_id, struct err *err);
void judge_free(struct judge *judge);

/* The same with some posts at hand at a time, if there are a great many: those
 * around the one that a verdict was asked for last. */
struct judge *judge_open_sparing(struct store *store,
    const struct scorer *scorer, int64_t user_id, struct err *err);

/* Judge as in a lean archive: as if no post that another answers or quotes
 * were at hand.  For measuring; before the first verdict. */
void judge_leave_around_aside(struct judge *judge);

size_t judge_count(const struct judge *judge);
/* When post i was written. */
int64_t judge_time(const struct judge *judge, size_t i);
const struct stored_post *judge_post(const struct judge *judge, size_t i);
const struct user *judge_user(const struct judge *judge);
const struct ownership *judge_ownership(const struct judge *judge);
/* The same for the caller to keep; the judge knows of nothing then. */
struct ownership judge_ownership_detach(struct judge *judge);

/* Index of the post with this id, or -1. */
int64_t judge_index(const struct judge *judge, int64_t post_id);

/* A post that another refers to, whatever became of it. */
struct referred {
	int64_t author_id;  /* 0: the archive does not hold it */
	int64_t created_at; /* -1: the same */
};

/* Where a post stands among the author's others. */
struct post_standing {
	double weight;  /* of its thread */
	bool is_repeat; /* the author posted the same not long before */
	bool is_label;  /* the class is the user's word */
	struct mass mass;
	struct referred target; /* what it passes on, quotes or answers */
};

/* The verdict on post i; evidence may be NULL.  The user's own label
 * outranks the scorer. */
int judge_verdict(struct judge *judge, size_t i, struct verdict *verdict,
    struct post_standing *standing, struct evidence_list *evidence,
    struct err *err);

/* What speaks most for the class that the scorer gives post i, borrowed from
 * it; NULL: nothing among what is strongest for it or against it. */
int judge_reason(struct judge *judge, size_t i, const char **sentence,
    struct err *err);

/* The scorer's own word on post i, the user's label left aside. */
int judge_unlabelled(struct judge *judge, size_t i, struct verdict *verdict,
    struct err *err);

#endif
