#include "tui/mix.h"

#include "base/clock.h"
#include "base/when.h"
#include "tui/rows.h"

#include <inttypes.h>
#include <string.h>

#define BAR_WIDTH 24

/* The days of the window, and of the last weeks. */
int
mix_read(struct mix *mix, const struct ui *ui, int64_t id, struct err *err)
{
	struct db *db = store_db(ui->store);
	const enum statement s = STMT_TUI_DAYS_OF;
	struct window window = ui_window_now(ui);
	int64_t today = when_local_day(clock_now());
	int64_t first = today - MIX_WEEKS * 7 + 1;
	struct moments sums = {{0}}, weeks[MIX_WEEKS] = {{{0}}};
	int rc;

	if (db_bind(db, s, err, "iii", id,
		window.first_day < first ? window.first_day : first,
		INT64_MAX) == -1)
		return -1;
	while ((rc = db_step(db, s, err)) == 1) {
		int64_t day = db_int(db, s, 0);
		size_t len;
		const void *packed = db_blob(db, s, 1, &len);

		if (day >= window.first_day)
			moments_add_packed(&sums, packed, len);
		if (day >= first && day <= today)
			moments_add_packed(&weeks[(day - first) / 7], packed,
			    len);
	}
	if (rc == -1)
		return -1;
	mix->sums = sums;
	memcpy(mix->weeks, weeks, sizeof(weeks));
	return 0;
}

/* Its posts of a class lie behind the line that counts them. */
static void
add_search(const struct ui *ui, struct doc *doc, int64_t id, const char *class)
{
	struct buf text = BUF_INIT;

	buf_addf(&text, "from:%" PRId64 " class:%s", id, class);
	if (ui_windows[ui->window].days > 0)
		buf_addf(&text, " since:%dd", ui_windows[ui->window].days);
	doc_target(doc, &(struct target){.kind = TARGET_SEARCH,
			    .account_id = id,
			    .text = text.data});
	buf_release(&text);
}

void
mix_lines(struct doc *doc, const struct mix *mix, const struct ui *ui,
    int64_t id)
{
	const double *sums = mix->sums.sum;
	double posts = sums[MOMENT_POSTS];

	doc_head(doc, " What its posts are");
	for (int c = 0; c < CLASS_COUNT; c++) {
		double n = sums[MOMENT_ANSWER + c];

		doc_line(doc, 0);
		add_search(ui, doc, id, class_info[c].name);
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, role_of_class(c), class_info[c].name, 9);
		doc_bar(doc, role_of_class(c), posts > 0 ? n / posts : 0,
		    BAR_WIDTH);
		doc_addf(doc, ROLE_TEXT, " %4.0f  ", n);
		doc_adds(doc, ROLE_DIM, class_info[c].meaning);
	}
}

void
mix_week_lines(struct doc *doc, const struct mix *mix)
{
	int64_t today = when_local_day(clock_now());
	double most = 1;

	for (int w = 0; w < MIX_WEEKS; w++)
		if (mix->weeks[w].sum[MOMENT_POSTS] > most)
			most = mix->weeks[w].sum[MOMENT_POSTS];
	doc_head(doc, " Week by week");
	for (int w = MIX_WEEKS - 1; w >= 0; w--) {
		const double *sums = mix->weeks[w].sum;
		struct buf day = BUF_INIT;

		when_add_day(&day, today - (MIX_WEEKS - w) * 7 + 1);
		doc_line(doc, 0);
		doc_addf(doc, ROLE_DIM, "  %s ", day.data);
		doc_bar(doc, ROLE_NEUTRAL, sums[MOMENT_POSTS] / most,
		    BAR_WIDTH);
		doc_addf(doc, ROLE_TEXT, " %4.0f posts, ", sums[MOMENT_POSTS]);
		doc_addf(doc, ROLE_GIVE, "gives %.1f",
		    sums[MOMENT_GIVE_REST] + sums[MOMENT_GIVE_AMPLIFY]);
		doc_addf(doc, ROLE_TAKE, ", takes %.1f", sums[MOMENT_TAKE]);
		buf_release(&day);
	}
}
