/*
 * What all reports share: a report is a row of a table and one function that
 * puts its facts, sentences, charts and tables into a document.  The command
 * line, the manual, `report verify` and the documents made of several reports
 * read the same table.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "report/out.h"
#include "report/window.h"
#include "score/scorer.h"

/* What comes first in the report of posts. */
enum posts_by {
	POSTS_BY_ENGAGEMENT,
	POSTS_BY_CERTAINTY,
	POSTS_BY_TIME,
	POSTS_BY_COUNT
};

/* Stable names; and the order of a name, the first where there is none such
 * (NULL too). */
extern const char *const posts_by_names[POSTS_BY_COUNT];
enum posts_by posts_by_name(const char *name);

struct board;
struct pack_keep;

/* What a report is asked for.  All borrowed. */
struct report_request {
	struct window window;
	const struct id_set *roster; /* the accounts; NULL: everybody */
	const char *roster_name;     /* "group team"; NULL: everybody */
	int64_t user_id; /* REPORT_ONE: the account; others: only of this one;
			  * 0: of the roster */
	int64_t observation;           /* whose window and roster; 0: none */
	const struct window *compared; /* shown beside it; NULL: nothing */
	const struct board *board; /* accounts: that of this window and roster,
				    * if it is at hand; NULL */
	const char *prices;        /* version of the prices; NULL: not known */
	int64_t now;               /* ends an open window */
	int64_t min_posts;         /* directional posts needed for a rank */
	int only_class;            /* posts: enum post_class + 1; 0: all */
	int by;                    /* posts: enum posts_by */
	int64_t limit; /* rows of each list that is cut; 0: its own */
	bool all;      /* --all: people see what says too little, too; mark it
			* with out_aside(), do not leave it out */
};

/* One run of a report. */
struct report_job {
	struct store *store;
	const struct scorer *scorer;
	const struct report_request *request;
	struct pack_keep *keep; /* of the document's parts; NULL: none */
};

enum report_flag {
	REPORT_ONE = 1,      /* about one account: request->user_id */
	REPORT_OBSERVED = 2, /* of an observation: request->observation */
	/* What it needs of a scorer. */
	REPORT_JUDGES = 4,     /* posts anew */
	REPORT_READS_TEXTS = 8 /* by the lexicons */
};

struct report {
	const char *name;   /* "accounts": the command's second word */
	const char *title;  /* of the document or section */
	const char *rows;   /* JSON member of its first table; NULL: none */
	const char *schema; /* "givetake.report.accounts.1" */
	unsigned flags;
	/* Put the body: facts, then tables (the first one's rows go under
	 * rows).  Neither begins nor ends the document, so that a report can
	 * be a section of another. */
	int (*put)(const struct report_job *job, struct out *out,
	    struct err *err);
};

/* Ends with a report without a name. */
extern const struct report reports[];

/* NULL if there is none of that name. */
const struct report *report_find(const char *name);

/* Write a whole document but for out_end(): what it is about, the body, and
 * what it rests on, all of one moment.  out must keep (out_keep). */
int report_write(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err);

/* The same without what it rests on: for comparing. */
int report_write_body(const struct report *report, const struct report_job *job,
    struct out *out, struct err *err);

/* The reports' bodies. */
int report_accounts(const struct report_job *job, struct out *out,
    struct err *err);
int report_coverage(const struct report_job *job, struct out *out,
    struct err *err);
int report_cost(const struct report_job *job, struct out *out, struct err *err);
int report_trends(const struct report_job *job, struct out *out,
    struct err *err);
int report_account(const struct report_job *job, struct out *out,
    struct err *err);
int report_posts(const struct report_job *job, struct out *out,
    struct err *err);
int report_domains(const struct report_job *job, struct out *out,
    struct err *err);
int report_answers(const struct report_job *job, struct out *out,
    struct err *err);
int report_relations(const struct report_job *job, struct out *out,
    struct err *err);
int report_times(const struct report_job *job, struct out *out,
    struct err *err);
int report_topics(const struct report_job *job, struct out *out,
    struct err *err);
int report_engagement(const struct report_job *job, struct out *out,
    struct err *err);
int report_digest(const struct report_job *job, struct out *out,
    struct err *err);
int report_observation(const struct report_job *job, struct out *out,
    struct err *err);
int report_voice(const struct report_job *job, struct out *out,
    struct err *err);

/* Two further tables of the present document: voice, of one account, and the
 * posts that prove it, proofs. */
int voice_put(const struct report_job *job, int64_t user_id, struct out *out,
    struct err *err);

#endif
