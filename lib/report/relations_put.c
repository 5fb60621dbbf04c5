#include "report/cells.h"
#include "report/relations.h"

#include "base/mem.h"
#include "score/beta.h"

#include <inttypes.h>
#include <math.h>

/* Standard errors of a 90 % interval. */
#define Z90 1.645

static const struct out_column pair_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"to_handle", "Turns to", OUT_LEFT, true},
    {"to_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"posts", "Posts", OUT_RIGHT, false, OUT_COMPARED},
    {"reposts", "Reposts", OUT_RIGHT, false, OUT_COMPARED},
    {"quotes", "Quotes", OUT_RIGHT, false, OUT_COMPARED},
    {"answers", "Answers", OUT_RIGHT, false, OUT_COMPARED},
    {"replies", "Other replies", OUT_RIGHT, false},
    {"back", "And back", OUT_RIGHT, false},
    {"newest_posts", "Newest", OUT_LEFT, true},
};

static const struct out_column account_columns[] = {
    {"handle", "Account", OUT_LEFT, true},
    {"account_id", NULL, OUT_RIGHT, false, OUT_KEY},
    {"people", "People", OUT_RIGHT, false, OUT_COMPARED},
    {"reposts", "Reposts", OUT_RIGHT, false, OUT_COMPARED},
    {"quotes", "Quotes", OUT_RIGHT, false, OUT_COMPARED},
    {"answers", "Answers", OUT_RIGHT, false, OUT_COMPARED},
    {"replies", "Other replies", OUT_RIGHT, false},
    {"top_share", "To one alone", OUT_RIGHT, false},
    {"people_seen", "Of them seen", OUT_RIGHT, false},
    {"people_back", "Turn back", OUT_RIGHT, false},
    {"reciprocity", "Share", OUT_RIGHT, false},
    {"reciprocity_low", "from", OUT_RIGHT, false},
    {"reciprocity_high", "to", OUT_RIGHT, false},
};

static void
put_counts(struct out *out, const int64_t counts[RELATION_KINDS])
{
	for (int i = 0; i < RELATION_KINDS; i++)
		out_int(out, counts[i]);
}

static void
put_pairs(struct out *out, const struct relations *relations)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "Who turns to whom most (%zu of %" PRId64 " pairs):",
	    relations->n_pairs, relations->all_pairs);
	out_paragraph(out, text.data);
	out_columns(out, pair_columns, ARRAY_LEN(pair_columns));
	for (size_t i = 0; i < relations->n_pairs; i++) {
		const struct relation *pair = &relations->pairs[i];

		out_text(out, pair->from_handle);
		out_id(out, pair->from);
		out_text(out, pair->to_handle);
		out_id(out, pair->to);
		out_int(out, pair->total);
		put_counts(out, pair->counts);
		cells_put_count(out, pair->back);
		cells_put_recent(out, &pair->recent);
		out_row(out);
	}
	buf_release(&text);
}

static void
put_reciprocity(struct out *out, const struct relating *account)
{
	double share = NAN, low = NAN, high = NAN;

	if (account->people_seen >= RELATIONS_MIN) {
		share =
		    (double)account->people_back / (double)account->people_seen;
		beta_wilson(share, (double)account->people_seen, Z90, &low,
		    &high);
	}
	out_int(out, account->people_seen);
	out_int(out, account->people_back);
	out_real(out, share, 3);
	out_real(out, low, 3);
	out_real(out, high, 3);
}

static void
put_accounts(struct out *out, const struct relations *relations)
{
	out_next(out, "accounts");
	out_paragraph(out, "Each account among those it turns to:");
	out_columns(out, account_columns, ARRAY_LEN(account_columns));
	for (size_t i = 0; i < relations->n_accounts; i++) {
		const struct relating *account = &relations->accounts[i];
		int64_t n = 0;

		for (int k = 0; k < RELATION_KINDS; k++)
			n += account->counts[k];
		out_text(out, account->handle);
		out_id(out, account->id);
		out_int(out, account->people);
		put_counts(out, account->counts);
		out_real(out,
		    n >= RELATIONS_MIN ? (double)account->top / (double)n : NAN,
		    3);
		put_reciprocity(out, account);
		out_row(out);
	}
}

int
report_relations(const struct report_job *job, struct out *out, struct err *err)
{
	int64_t limit = job->request->limit;
	struct relations relations;
	struct buf text = BUF_INIT;

	if (relations_load(job, limit > 0 ? (size_t)limit : RELATIONS_PAIRS,
		&relations, err) == -1)
		return -1;
	out_fact_int(out, "pairs_found", relations.all_pairs);
	out_fact_int(out, "people_needed", RELATIONS_MIN);
	put_pairs(out, &relations);
	put_accounts(out, &relations);
	buf_addf(&text,
	    "Posts that pass on, quote, answer or otherwise reply to another "
	    "account.  What comes back is known of accounts whose posts this "
	    "report looks at; shares are said of %d people (or posts) and "
	    "more, with 90 %% intervals (Wilson).  That two accounts turn to "
	    "each other often is no accusation.",
	    RELATIONS_MIN);
	out_paragraph(out, text.data);
	buf_release(&text);
	relations_release(&relations);
	return 0;
}
