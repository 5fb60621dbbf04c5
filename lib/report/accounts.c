#include "report/accounts_chart.h"
#include "report/board.h"
#include "report/report.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

static const struct out_column columns[] = {
    {"rank", "#", OUT_RIGHT, false},
    {"handle", "Account", OUT_LEFT, true, OUT_KEY},
    {"id", NULL, OUT_RIGHT, false},
    {"name", NULL, OUT_LEFT, false},
    {"give_share", "Gives among gives and takes", OUT_LEFT, false,
	OUT_COMPARED},
    {"ratio", NULL, OUT_RIGHT, false, OUT_COMPARED},
    {NULL, "Give : take (90 %)", OUT_LEFT, false},
    {"ratio_low", NULL, OUT_RIGHT, false},
    {"ratio_high", NULL, OUT_RIGHT, false},
    {"tier", "What it looks like", OUT_LEFT, false},
    {"tier_probability", "Sure", OUT_RIGHT, false},
    {"gives", "Gives", OUT_RIGHT, false, OUT_COMPARED},
    {"takes", "Takes", OUT_RIGHT, false, OUT_COMPARED},
    {"posts", "Posts", OUT_RIGHT, false, OUT_COMPARED},
    {"rank_low", NULL, OUT_RIGHT, false},
    {"rank_high", NULL, OUT_RIGHT, false},
    {NULL, "Rank 80 %", OUT_RIGHT, false},
    {"coverage", "Seen", OUT_RIGHT, false},
    {"give_share_low", NULL, OUT_RIGHT, false},
    {"give_share_high", NULL, OUT_RIGHT, false},
    {"top_probability", NULL, OUT_RIGHT, false},
    {"tied", NULL, OUT_LEFT, false},
    {"judged", NULL, OUT_RIGHT, false},
    {"directional", NULL, OUT_RIGHT, false},
    {"effective_posts", NULL, OUT_RIGHT, false},
    {"unknown_share", NULL, OUT_RIGHT, false},
    {"low_confidence_share", NULL, OUT_RIGHT, false},
    {"gives_capped", NULL, OUT_RIGHT, false},
    {"classes", NULL, OUT_LEFT, false},
};

/* "4.1 (2.7 to 7.0)", "at least 2.6" */
static void
add_ratio(struct buf *buf, const struct account_score *score)
{
	if (!score->is_ranked)
		return;
	if (score->ratio_is_floor)
		buf_addf(buf, "at least %.1f", score->ratio.low);
	else
		buf_addf(buf, "%.1f (%.1f to %.1f)", score->ratio.value,
		    score->ratio.low, score->ratio.high);
}

static void
put_classes(struct out *out, const struct moments *sums)
{
	struct buf json = BUF_INIT, text = BUF_INIT;
	struct json_writer w = {.buf = &json};

	json_write_begin(&w, NULL, '{');
	for (int c = 0; c < CLASS_COUNT; c++) {
		int64_t n = (int64_t)sums->sum[MOMENT_ANSWER + c];

		json_write_int(&w, class_info[c].name, n);
		buf_addf(&text, "%s%s=%" PRId64, c > 0 ? " " : "",
		    class_info[c].name, n);
	}
	json_write_end(&w, '}');
	out_struct(out, json.data, text.data);
	buf_release(&json);
	buf_release(&text);
}

static void
put_numbers(struct out *out, const struct account_score *score)
{
	struct buf ratio = BUF_INIT;
	bool known = score->directional > 0;

	add_ratio(&ratio, score);
	out_bar(out, known ? score->balance.value : NAN, 20);
	out_real(out, known ? score->ratio.value : NAN, 2);
	out_text(out, ratio.len > 0 ? ratio.data : NULL);
	out_real(out, known ? score->ratio.low : NAN, 2);
	out_real(out, known ? score->ratio.high : NAN, 2);
	out_text(out, account_tier_text(score));
	out_real(out,
	    score->tier == TIER_UNKNOWN ? NAN : score->tier_probability, 2);
	out_real(out, score->gives, 1);
	out_real(out, score->takes, 1);
	out_int(out, (int64_t)score->posts);
	buf_release(&ratio);
}

static void
put_rank(struct out *out, const struct account_score *score, double coverage)
{
	struct buf range = BUF_INIT;

	if (!score->is_ranked) {
		out_text(out, NULL);
		out_text(out, NULL);
		out_text(out, NULL);
	} else {
		buf_addf(&range, "%d-%d", score->rank_low, score->rank_high);
		out_int(out, score->rank_low);
		out_int(out, score->rank_high);
		out_text(out, range.data);
	}
	out_real(out, coverage, 2);
	buf_release(&range);
}

static void
put_details(struct out *out, const struct account_score *score,
    const struct moments *sums)
{
	double posts = score->posts > 0 ? score->posts : NAN;
	bool known = score->directional > 0;

	out_real(out, known ? score->balance.low : NAN, 3);
	out_real(out, known ? score->balance.high : NAN, 3);
	out_real(out, score->is_ranked ? score->top_probability : NAN, 2);
	out_bool(out, score->is_tied);
	out_int(out, (int64_t)score->judged);
	out_int(out, (int64_t)score->directional);
	out_real(out, score->n_eff, 1);
	out_real(out, sums->sum[MOMENT_OTHER] / posts, 3);
	out_real(out, sums->sum[MOMENT_LOW_CONFIDENCE] / posts, 3);
	out_real(out, score->gives_capped, 1);
	put_classes(out, sums);
}

/* Handles and names, in the order of the board's scores; kept in the arena. */
struct board_names {
	struct arena arena; /* own */
	const char **handles, **names;
};

static int
load_names(struct store *store, const struct board *board,
    struct board_names *names, struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USER_FIND;
	struct arena *arena = &names->arena;
	int rc;

	names->handles = arena_zero(arena, board->n + 1, sizeof(char *));
	names->names = arena_zero(arena, board->n + 1, sizeof(char *));
	for (size_t i = 0; i < board->n; i++) {
		if (db_bind(db, s, err, "i", board->scores[i].id) == -1 ||
		    (rc = db_step(db, s, err)) == -1)
			return -1;
		if (rc == 1) {
			names->handles[i] = arena_strdup(arena,
			    db_is_null(db, s, 0) ? NULL : db_text(db, s, 0));
			names->names[i] =
			    arena_strdup(arena, db_text(db, s, 1));
		}
		db_reset(db, s);
	}
	return 0;
}

static void
put_row(struct out *out, const struct board *board,
    const struct board_names *names, size_t i)
{
	const struct account_score *score = &board->scores[i];
	const struct board_row *row = board_row(board, score->id);

	if (!score->is_ranked)
		out_aside(out);
	if (score->is_ranked)
		out_int(out, score->rank);
	else
		out_text(out, NULL);
	out_text(out, names->handles[i]);
	out_id(out, score->id);
	out_text(out, names->names[i]);
	put_numbers(out, score);
	put_rank(out, score, row->coverage);
	put_details(out, score, &row->sums);
	out_row(out);
}

static void
put_prior(struct out *out, const struct board *board)
{
	struct buf prior = BUF_INIT, json = BUF_INIT;

	buf_addf(&prior, "Beta(%.2f, %.2f), %s", board->prior.give,
	    board->prior.take,
	    board->prior.is_fitted ? "fitted to these accounts"
				   : "the default");
	buf_addf(&json, "{\"give\":%.4f,\"take\":%.4f,\"fitted\":%s}",
	    board->prior.give, board->prior.take,
	    board->prior.is_fitted ? "true" : "false");
	out_fact_struct(out, "prior", json.data, prior.data);
	buf_release(&prior);
	buf_release(&json);
}

static void
say_left_out(struct out *out, int64_t n, int64_t min_posts)
{
	struct buf text = BUF_INIT;

	buf_addf(&text,
	    "%" PRId64 " more accounts have fewer than %" PRId64
	    " posts that give or take: not enough to say anything (--all "
	    "lists them).",
	    n, min_posts);
	if (n > 0)
		out_paragraph(out, text.data);
	out_paragraph(out,
	    "The score is of the content mix of posts, not of persons. "
	    "Accounts that share a rank cannot be told apart. Ask for the "
	    "evidence with: givetake explain @handle");
	buf_release(&text);
}

static int
put_board(const struct report_job *job, const struct board *board,
    struct out *out, struct err *err)
{
	struct board_names names = {.arena = ARENA_INIT};
	int64_t left_out = 0;
	int rc = load_names(job->store, board, &names, err);

	if (rc == 0) {
		put_prior(out, board);
		accounts_put_charts(out, board, names.handles);
		out_columns(out, columns, ARRAY_LEN(columns));
		for (size_t i = 0; i < board->n; i++) {
			left_out += !board->scores[i].is_ranked;
			put_row(out, board, &names, i);
		}
		say_left_out(out, job->request->all ? 0 : left_out,
		    job->request->min_posts);
	}
	arena_release(&names.arena);
	return rc;
}

int
report_accounts(const struct report_job *job, struct out *out, struct err *err)
{
	const struct report_request *request = job->request;
	struct account_settings settings = account_defaults;
	const struct board_request wanted = {.window = &request->window,
	    .set = request->roster,
	    .masses = scorer_masses(job->scorer),
	    .settings = &settings,
	    .now = request->now};
	struct board board;
	int rc;

	if (request->board != NULL)
		return put_board(job, request->board, out, err);
	settings.min_posts = (int)request->min_posts;
	if (board_load(job->store, &wanted, &board, err) == -1)
		return -1;
	rc = put_board(job, &board, out, err);
	board_release(&board);
	return rc;
}
