#include "givetake/learning.h"

#include "base/fs.h"
#include "base/mem.h"
#include "json/json.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_FILE ((size_t)256 * 1024 * 1024)
enum { DRAWS = 400 };

int
learning_open(struct learning *learning, const struct context *context,
    const char *path, bool lean, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = -1;

	*learning = (struct learning){.knowledge = knowledge_load(err)};
	if (learning->knowledge != NULL &&
	    fs_read(path, &text, MAX_FILE, err) == 0 &&
	    labels_read(&learning->labels, text.data, path, err) == 0 &&
	    cases_gather(&learning->cases, context->store, learning->knowledge,
		&learning->labels, lean, err) == 0)
		rc = 0;
	buf_release(&text);
	if (rc == 0 && learning->cases.n_missing > 0 && !context->quiet)
		fprintf(stderr,
		    "givetake: %zu of the labelled posts are not in the "
		    "archive\n",
		    learning->cases.n_missing);
	return rc;
}

void
learning_close(struct learning *learning)
{
	cases_release(&learning->cases);
	labels_release(&learning->labels);
	knowledge_free(learning->knowledge);
}

static const struct out_column class_columns[] = {
    {"class", "Class", OUT_LEFT, false},
    {"labelled", "Labelled", OUT_RIGHT, false},
    {"said", "Said", OUT_RIGHT, false},
    {"precision", "Precision", OUT_RIGHT, false},
    {"recall", "Recall", OUT_RIGHT, false},
    {"f1", "F1", OUT_RIGHT, false},
};

static const struct out_column bin_columns[] = {
    {"from", "Chance from", OUT_RIGHT, false},
    {"to", "to", OUT_RIGHT, false},
    {"posts", "Posts", OUT_RIGHT, false},
    {"said", "Mean chance", OUT_RIGHT, false},
    {"right", "Right", OUT_RIGHT, false},
};

static void
put_classes(struct out *out, const struct measures *m)
{
	out_columns(out, class_columns, ARRAY_LEN(class_columns));
	for (int c = 0; c < CLASS_COUNT; c++) {
		int labelled = 0, said = 0;

		for (int k = 0; k < CLASS_COUNT; k++) {
			labelled += m->confusion[c][k];
			said += m->confusion[k][c];
		}
		out_text(out, class_info[c].name);
		out_int(out, labelled);
		out_int(out, said);
		out_real(out, m->precision[c], 3);
		out_real(out, m->recall[c], 3);
		out_real(out, m->f1[c], 3);
		out_row(out);
	}
}

/* columns has room for one more than the classes; they are used until the
 * next table. */
static void
put_confusion(struct out *out, const struct measures *m,
    struct out_column *columns)
{
	columns[0] = (struct out_column){"labelled", "Labelled \\ said",
	    OUT_LEFT, false};
	for (int c = 0; c < CLASS_COUNT; c++)
		columns[c + 1] = (struct out_column){class_info[c].name,
		    class_info[c].name, OUT_RIGHT, false};
	out_next(out, "confusion");
	out_columns(out, columns, CLASS_COUNT + 1);
	for (int c = 0; c < CLASS_COUNT; c++) {
		out_text(out, class_info[c].name);
		for (int k = 0; k < CLASS_COUNT; k++)
			out_int(out, m->confusion[c][k]);
		out_row(out);
	}
}

static void
put_calibration(struct out *out, const struct measures *m)
{
	out_next(out, "calibration");
	out_columns(out, bin_columns, ARRAY_LEN(bin_columns));
	for (int b = 0; b < MEASURE_BINS; b++) {
		const struct measure_bin *bin = &m->bins[b];

		out_real(out, (double)b / MEASURE_BINS, 1);
		out_real(out, (double)(b + 1) / MEASURE_BINS, 1);
		out_int(out, (int64_t)bin->n);
		out_real(out, bin->n == 0 ? NAN : bin->said, 3);
		out_real(out, bin->n == 0 ? NAN : bin->right, 3);
		out_row(out);
	}
}

/* "0.610 to 0.686", or a list of two numbers. */
static void
put_interval(struct out *out, const char *name, const struct interval *interval)
{
	struct buf title = BUF_INIT, json = BUF_INIT, text = BUF_INIT;
	struct json_writer w = {.buf = &json};

	buf_addf(&title, "%s_95", name);
	buf_addf(&text, "%.3f to %.3f", interval->low, interval->high);
	json_write_begin(&w, NULL, '[');
	json_write_real(&w, NULL, interval->low, 4);
	json_write_real(&w, NULL, interval->high, 4);
	json_write_end(&w, ']');
	out_fact_struct(out, title.data, json.data, text.data);
	buf_release(&title);
	buf_release(&json);
	buf_release(&text);
}

/* Only those whose links all lead to known places. */
static void
put_expanded(struct out *out, const struct judged *posts, size_t n)
{
	struct judged *some = mem_alloc(n + 1, sizeof(*some));
	struct measures measures;
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (posts[i].is_expanded)
			some[k++] = posts[i];
	measure(&measures, some, k);
	out_fact_int(out, "expanded_posts", (int64_t)k);
	for (int i = 0; i < MEASURE_COUNT; i++) {
		struct buf name = BUF_INIT;

		buf_addf(&name, "expanded_%s", measure_names[i]);
		out_fact_real(out, name.data, measure_value(&measures, i), 4);
		buf_release(&name);
	}
	free(some);
}

/* The measures by their stable names, in their order. */
static const struct out_column source_columns[] = {
    {"source", "Source", OUT_LEFT, true, 0},
    {"posts", "Posts", OUT_RIGHT, false, 0},
    {"macro_f1", "Macro F1", OUT_RIGHT, false, 0},
    {"promote_f1", "Promote F1", OUT_RIGHT, false, 0},
    {"kappa8", "Kappa 8", OUT_RIGHT, false, 0},
    {"kappa3", "Kappa 3", OUT_RIGHT, false, 0},
    {"ece", "Calibration error", OUT_RIGHT, false, 0},
    {"account_spearman", "Rank correlation", OUT_RIGHT, false, 0},
    {"accuracy", "Right", OUT_RIGHT, false, 0},
};

static void
put_sources(struct out *out, const struct judged *posts, size_t n,
    const struct labels *labels)
{
	struct judged *some = mem_alloc(n + 1, sizeof(*some));

	out_next(out, "sources");
	out_columns(out, source_columns, ARRAY_LEN(source_columns));
	for (size_t source = 0; source < labels->n_sources; source++) {
		struct measures measures;
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (posts[i].source == (int)source)
				some[k++] = posts[i];
		measure(&measures, some, k);
		out_text(out, labels->sources[source]);
		out_int(out, (int64_t)k);
		for (int i = 0; i < MEASURE_COUNT; i++)
			out_real(out, measure_value(&measures, i), 3);
		out_row(out);
	}
	free(some);
}

void
learning_report(struct out *out, const struct judged *posts, size_t n,
    const struct learning_view *view)
{
	struct out_column columns[CLASS_COUNT + 1];
	struct interval intervals[MEASURE_COUNT];
	struct measures m;

	measure(&m, posts, n);
	if (view->intervals)
		measure_intervals(posts, n, DRAWS, 1, intervals);
	out_begin(out, "classes", "givetake.eval.1");
	out_fact_int(out, "posts", (int64_t)n);
	out_fact_int(out, "accounts", (int64_t)m.n_accounts);
	out_fact_int(out, "accounts_ranked", (int64_t)m.n_ranked);
	for (int i = 0; i < MEASURE_COUNT; i++) {
		out_fact_real(out, measure_names[i], measure_value(&m, i), 4);
		if (view->intervals)
			put_interval(out, measure_names[i], &intervals[i]);
	}
	put_expanded(out, posts, n);
	put_classes(out, &m);
	put_confusion(out, &m, columns);
	put_calibration(out, &m);
	if (view->sources != NULL)
		put_sources(out, posts, n, view->sources);
}
