#include "report/findings.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "report/packs.h"
#include "report/trends.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* A sentence names so many accounts, and so many posts of each. */
enum { NAMED = 3, EACH = 3 };

/* Below this share of the time an account's coverage is worth a sentence. */
#define WELL_SEEN 0.8

/* A sentence. */
struct finding {
	struct buf text;    /* own */
	const char *handle; /* of the account it is about; NULL: several */
	int64_t posts[EACH * NAMED];
	size_t n;
};

struct page {
	const struct report_job *job;
	const struct observation *observation;
	const struct standing *standing;
	struct finding *findings; /* own */
	size_t n, cap;
};

static const struct out_column columns[] = {
    {"n", NULL, OUT_RIGHT, false, OUT_KEY},
    {"finding", NULL, OUT_LEFT, false, 0},
    {"handle", NULL, OUT_LEFT, false, 0},
    {"posts", NULL, OUT_LEFT, false, 0},
};

/* Keep a sentence and empty it. */
static void
keep(struct page *page, struct finding *finding)
{
	page->findings = mem_grow(page->findings, &page->cap, page->n + 1,
	    sizeof(*page->findings));
	page->findings[page->n++] = *finding;
	*finding = (struct finding){.text = BUF_INIT};
}

/* A row for programs, a paragraph for people. */
static void
put_page(const struct page *page, struct out *out)
{
	struct buf text = BUF_INIT;

	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < page->n; i++) {
		const struct finding *finding = &page->findings[i];

		out_aside(out);
		out_int(out, (int64_t)i + 1);
		out_text(out, finding->text.data);
		out_text(out, finding->handle);
		out_posts(out, finding->posts, finding->n);
		out_row(out);
	}
	for (size_t i = 0; i < page->n; i++) {
		const struct finding *finding = &page->findings[i];

		buf_clear(&text);
		buf_addf(&text, "%zu. %s", i + 1, finding->text.data);
		for (size_t k = 0; k < finding->n; k++)
			buf_addf(&text, "%s%" PRId64,
			    k > 0 ? ", " : " Posts: ", finding->posts[k]);
		out_paragraph(out, text.data);
	}
	buf_release(&text);
}

static void
page_release(struct page *page)
{
	for (size_t i = 0; i < page->n; i++)
		buf_release(&page->findings[i].text);
	free(page->findings);
}

/* The posts of one side that weigh most, out of packs. */
struct choice {
	bool gives;
	int64_t *ids;
	double weights[EACH];
	size_t n, limit;
	int64_t from, to;
};

static void
choose(void *arg, int64_t author_id, const struct packed_post *post)
{
	struct choice *choice = arg;
	double weight =
	    (choice->gives ? post->give : post->take) * post->certainty;
	size_t at = choice->n;

	(void)author_id;
	if (weight <= 0 || post->created_at < choice->from ||
	    post->created_at > choice->to)
		return;
	if (at == choice->limit && weight <= choice->weights[at - 1])
		return;
	if (at == choice->limit)
		at--;
	else
		choice->n++;
	for (; at > 0 && weight > choice->weights[at - 1]; at--) {
		choice->ids[at] = choice->ids[at - 1];
		choice->weights[at] = choice->weights[at - 1];
	}
	choice->ids[at] = post->id;
	choice->weights[at] = weight;
}

static int
choose_live(struct page *page, int64_t account, struct choice *choice,
    struct err *err)
{
	struct report_request request = *page->job->request;
	const struct id_set one = {.ids = &account, .n = 1};
	const struct report_job job = {page->job->store, page->job->scorer,
	    &request};
	const struct packs_visitor visitor = {.arg = choice,
	    .parts = PACK_MASSES,
	    .post = choose};

	request.roster = &one;
	return packs_each(&job, &visitor, err);
}

static int
choose_frozen(struct page *page, int64_t account, struct choice *choice,
    struct err *err)
{
	struct db *db = store_db(page->job->store);
	const enum statement s = STMT_OBSERVATION_POSTS_OF;
	int rc;

	if (db_bind(db, s, err, "iiiiii", page->observation->id, account,
		(int64_t)choice->gives, choice->from, choice->to,
		(int64_t)choice->limit) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1)
		choice->ids[choice->n++] = db_int(db, s, 0);
	return rc;
}

/* Put up to limit posts of an account behind a sentence. */
static int
add_posts(struct page *page, struct finding *finding, int64_t account,
    struct choice choice, struct err *err)
{
	int rc;

	choice.ids = finding->posts + finding->n;
	if (finding->n + choice.limit > ARRAY_LEN(finding->posts))
		return 0;
	rc = page->standing->window.frozen != 0
		 ? choose_frozen(page, account, &choice, err)
		 : choose_live(page, account, &choice, err);
	finding->n += choice.n;
	return rc;
}

static void
say_extent(struct page *page)
{
	const struct standing *standing = page->standing;
	struct finding finding = {.text = BUF_INIT};
	struct buf *text = &finding.text;

	buf_adds(text, "From ");
	when_add_day(text, standing->window.first_day);
	buf_adds(text, " to ");
	when_add_day(text, standing->window.last_day);
	buf_addf(text, " %zu accounts were observed", standing->n);
	if (standing->n_read < standing->n)
		buf_addf(text, " (%zu of them could not be read)",
		    standing->n - standing->n_read);
	buf_addf(text, ", and %" PRId64 " posts of theirs read; ",
	    standing->posts);
	if (isnan(standing->coverage))
		buf_adds(text, "how much of the time was seen is not known.");
	else
		buf_addf(text, "%.0f %% of the time was seen.",
		    100 * standing->coverage);
	keep(page, &finding);
}

static void
say_whole(struct page *page)
{
	const struct standing *standing = page->standing;
	struct finding finding = {.text = BUF_INIT};
	double gives = 0, takes = 0;

	for (size_t i = 0; i < standing->n; i++) {
		gives += standing->accounts[i].score.gives;
		takes += standing->accounts[i].score.takes;
	}
	if (gives + takes <= 0)
		return;
	buf_addf(&finding.text,
	    "Of what they give and take together, %.0f %% gives: %.0f gives "
	    "against %.0f takes.",
	    100 * gives / (gives + takes), gives, takes);
	keep(page, &finding);
}

/* "@alice, 83 % of its gives and takes (90 %: 78 to 87 %)" */
static void
add_account(struct buf *text, const struct standing_account *account)
{
	const struct interval *share = &account->score.balance;

	if (account->handle != NULL)
		buf_addf(text, "@%s", account->handle);
	else
		buf_addf(text, "account %" PRId64, account->user_id);
	buf_addf(text,
	    ", %.0f %% of its gives and takes (90 %%: %.0f to %.0f %%)",
	    100 * share->value, 100 * share->low, 100 * share->high);
}

/* The ranked accounts, best first. */
static size_t
ranked(const struct standing *standing, const struct standing_account **list)
{
	size_t n = 0;

	for (size_t i = 0; i < standing->n; i++) {
		const struct standing_account *one = &standing->accounts[i];
		size_t at = n;

		if (!one->score.is_ranked)
			continue;
		for (; at > 0 &&
		       list[at - 1]->score.a /
			       (list[at - 1]->score.a + list[at - 1]->score.b) <
			   one->score.a / (one->score.a + one->score.b);
		     at--)
			list[at] = list[at - 1];
		list[at] = one;
		n++;
	}
	return n;
}

/* The first or the last rank, and who shares it. */
static int
say_end(struct page *page, const struct standing_account **list, size_t n,
    bool best, struct err *err)
{
	const struct standing_account *first = list[best ? 0 : n - 1];
	struct finding finding = {.text = BUF_INIT};
	const struct choice choice = {.gives = best,
	    .limit = EACH,
	    .from = INT64_MIN,
	    .to = INT64_MAX};
	size_t tied = 0, named = 0;
	int rc = 0;

	while (tied < n && list[best ? tied : n - 1 - tied]->score.rank ==
			       first->score.rank)
		tied++;
	buf_addf(&finding.text, "%s %s%s: ", tied > 1 ? "Give" : "Gives",
	    best ? "most" : "least",
	    tied > 1 ? ", and cannot be told apart" : "");
	for (; named < tied && named < NAMED && rc == 0; named++) {
		const struct standing_account *one =
		    list[best ? named : n - 1 - named];

		buf_adds(&finding.text, named > 0 ? "; " : "");
		add_account(&finding.text, one);
		rc = add_posts(page, &finding, one->user_id, choice, err);
	}
	if (tied > named)
		buf_addf(&finding.text, "; and %zu more", tied - named);
	buf_addc(&finding.text, '.');
	finding.handle = tied == 1 ? first->handle : NULL;
	if (rc == 0)
		keep(page, &finding);
	buf_release(&finding.text);
	return rc;
}

static int
say_ends(struct page *page, struct err *err)
{
	const struct standing *standing = page->standing;
	const struct standing_account **list =
	    mem_alloc(standing->n + 1, sizeof(const struct standing_account *));
	size_t n = ranked(standing, list);
	int rc = 0;

	if (n > 0)
		rc = say_end(page, list, n, true, err);
	if (rc == 0 && n > 0 && list[0]->score.rank != list[n - 1]->score.rank)
		rc = say_end(page, list, n, false, err);
	free(list);
	return rc;
}

static int
say_change(struct page *page, const struct standing_account *account,
    const struct trend *trend, struct err *err)
{
	const struct trend_change *change = &trend->change;
	struct finding finding = {.text = BUF_INIT, .handle = account->handle};
	bool up = change->after.value > change->before.value;
	int64_t monday = trend->rows[change->week].monday;
	struct choice choice = {.gives = !up,
	    .limit = EACH,
	    .from = INT64_MIN,
	    .to = when_day_start(monday) - 1};
	int rc;

	buf_addf(&finding.text,
	    "The share of gives of @%s went from %.0f %% to %.0f %% about the "
	    "week of ",
	    account->handle != NULL ? account->handle : "?",
	    100 * change->before.value, 100 * change->after.value);
	when_add_day(&finding.text, monday);
	buf_addf(&finding.text, " (probability %.2f); why is not known.",
	    change->probability);
	/* What there was more of before, then what there is more of since. */
	rc = add_posts(page, &finding, account->user_id, choice, err);
	choice.gives = up;
	choice.from = choice.to + 1;
	choice.to = INT64_MAX;
	if (rc == 0)
		rc = add_posts(page, &finding, account->user_id, choice, err);
	if (rc == 0)
		keep(page, &finding);
	buf_release(&finding.text);
	return rc;
}

static int
say_changes(struct page *page, struct err *err)
{
	const struct standing *standing = page->standing;
	int rc = 0;

	for (size_t i = 0; i < standing->n && rc == 0; i++) {
		const struct standing_account *one = &standing->accounts[i];
		struct trend trend;

		if (one->user_id == 0)
			continue;
		if (trend_load(page->job->store, &standing->window,
			one->user_id, scorer_masses(page->job->scorer), &trend,
			err) == -1)
			return -1;
		if (trend.change.is_testable &&
		    trend.change.probability >= TREND_SURE)
			rc = say_change(page, one, &trend, err);
		trend_release(&trend);
	}
	return rc;
}

/* Accounts for which wanted is true, by name: "@alice, @bob and 3 more". */
static size_t
add_names(const struct standing *standing, struct buf *text,
    bool (*wanted)(const struct standing_account *account))
{
	size_t n = 0;

	for (size_t i = 0; i < standing->n; i++) {
		const struct standing_account *one = &standing->accounts[i];

		if (!wanted(one) || n++ >= NAMED)
			continue;
		buf_adds(text, n > 1 ? ", " : "");
		if (one->handle != NULL)
			buf_addf(text, "@%s", one->handle);
		else
			buf_addf(text, "account %" PRId64, one->user_id);
	}
	if (n > NAMED)
		buf_addf(text, " and %zu more", n - NAMED);
	return n;
}

static bool
is_short(const struct standing_account *account)
{
	return account->is_short;
}

static bool
is_missed(const struct standing_account *account)
{
	return account->coverage < WELL_SEEN;
}

static void
say_limits(struct page *page)
{
	const struct standing *standing = page->standing;
	struct finding finding = {.text = BUF_INIT};

	if (add_names(standing, &finding.text, is_short) > 0) {
		buf_addf(&finding.text,
		    ": fewer than %" PRId64 " posts that give or take, too few "
		    "to say anything.",
		    page->job->request->min_posts);
		keep(page, &finding);
	}
	if (add_names(standing, &finding.text, is_missed) > 0) {
		buf_addf(&finding.text,
		    ": less than %.0f %% of the time was seen; what they "
		    "posted in the holes is not in these numbers.",
		    100 * WELL_SEEN);
		keep(page, &finding);
	}
	if (standing->withdrawn > 0) {
		buf_addf(&finding.text,
		    "%" PRId64 " of the %" PRId64 " posts that counted have "
		    "been withdrawn since: counted, and not shown.",
		    standing->withdrawn, standing->frozen);
		keep(page, &finding);
	}
	buf_release(&finding.text);
}

static void
say_cost(struct page *page)
{
	const struct standing *standing = page->standing;
	struct finding finding = {.text = BUF_INIT};

	if (standing->spent == 0)
		return;
	buf_adds(&finding.text, "It cost $");
	num_add_usd(&finding.text, standing->spent);
	if (page->observation->budget != 0) {
		buf_adds(&finding.text, " of a budget of $");
		num_add_usd(&finding.text, page->observation->budget);
	}
	buf_adds(&finding.text, ".");
	keep(page, &finding);
}

int
findings_put(const struct report_job *job,
    const struct observation *observation, const struct standing *standing,
    struct out *out, struct err *err)
{
	struct page page = {job, observation, standing, NULL, 0, 0};
	int rc = -1;

	say_extent(&page);
	say_whole(&page);
	if (say_ends(&page, err) == 0 && say_changes(&page, err) == 0) {
		say_limits(&page);
		say_cost(&page);
		put_page(&page, out);
		rc = 0;
	}
	page_release(&page);
	return rc;
}
