/* A model as text: thousandths as whole numbers, rows in a fixed order. */

#include "base/mem.h"
#include "base/utf8.h"
#include "learn/train_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows whose weights are all below this many thousandths are left out. */
enum { LEAST = 10 };

static long
units(double value, double per_unit)
{
	return lround(value / per_unit);
}

static void
add_numbers(struct buf *out, const double *numbers, size_t n, double unit)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(out, "%s%ld", i == 0 ? "\t" : " ",
		    units(numbers[i], unit));
	buf_addc(out, '\n');
}

static bool
matters(const double *numbers)
{
	for (int c = 0; c < CLASS_COUNT; c++)
		if (labs(units(numbers[c], 0.001)) >= LEAST)
			return true;
	return false;
}

static const double *
column(const struct training *t, size_t i)
{
	return t->fitted.weights + i * CLASS_COUNT;
}

/* What the regression and the straight path of the net add together: the
 * columns of an input and of its copy by kind, and the net's column. */
static void
join(const struct training *t, const size_t *columns, const double *scales,
    size_t deep, double *out)
{
	const struct net *net = t->fitted.net;
	const float *skip = net->weights + net->skip + deep * CLASS_COUNT;

	for (int c = 0; c < CLASS_COUNT; c++)
		out[c] =
		    (1 - t->net_share) *
			(column(t, columns[0])[c] * scales[0] +
			    column(t, columns[1])[c] * scales[1]) +
		    t->net_share * (double)skip[c] * t->design.deep_scale[deep];
}

static void
write_named(const struct training *t, struct buf *out)
{
	struct buf name = BUF_INIT;
	double w[CLASS_COUNT];

	for (size_t id = 0; id < FEATURES_MAX; id++) {
		buf_clear(&name);
		if (!feature_add_name(&name, t->cases->knowledge, (int)id))
			continue;
		for (size_t kind = 0; kind < KIND_COUNT; kind++) {
			const size_t columns[] = {id,
			    t->design.cross + kind * FEATURES_MAX + id};
			const double scales[] = {1, t->settings->cross};

			join(t, columns, scales, id, w);
			if (!matters(w))
				continue;
			buf_addf(out, "named\t%s\t%s", name.data,
			    reading_kind_names[kind]);
			add_numbers(out, w, CLASS_COUNT, 0.001);
		}
	}
	buf_release(&name);
}

struct line {
	const char *text;
	size_t number;
};

static int
compare_lines(const void *a, const void *b)
{
	return strcmp(((const struct line *)a)->text,
	    ((const struct line *)b)->text);
}

/* A text that a row can hold. */
static bool
is_writable(const char *text)
{
	size_t len = strlen(text);
	uint32_t c;

	for (size_t i = 0; i < len; i += utf8_decode(text + i, len - i, &c)) {
		utf8_decode(text + i, len - i, &c);
		if (utf8_is_control(c) || c == '\\')
			return false;
	}
	return len > 0;
}

static void
write_grams(const struct training *t, struct buf *out)
{
	const struct dictionary *grams = &t->corpus->grams;
	struct line *lines = mem_alloc(grams->n + 1, sizeof(*lines));
	size_t n = 0;

	for (size_t g = 0; g < grams->n; g++)
		if (t->design.gram_column[g] >= 0 &&
		    is_writable(grams->texts[g]))
			lines[n++] = (struct line){grams->texts[g], g};
	qsort(lines, n, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < n; i++) {
		size_t at = t->design.grams +
			    (size_t)t->design.gram_column[lines[i].number];
		double w[CLASS_COUNT];

		for (int c = 0; c < CLASS_COUNT; c++)
			w[c] = column(t, at)[c] * t->settings->gram *
			       (1 - t->net_share);
		if (!matters(w))
			continue;
		buf_addf(out, "gram\t%s", lines[i].text);
		add_numbers(out, w, CLASS_COUNT, 0.001);
	}
	free(lines);
}

static void
write_vector(const struct training *t, struct buf *out)
{
	double mean[VECTOR_SIZE], w[CLASS_COUNT];

	for (size_t d = 0; d < VECTOR_SIZE; d++)
		mean[d] = (double)t->design.mean[d];
	buf_adds(out, "mean");
	add_numbers(out, mean, VECTOR_SIZE, 0.00001);
	for (size_t kind = 0; kind < KIND_COUNT; kind++)
		for (size_t d = 0; d < VECTOR_SIZE; d++) {
			const size_t columns[] = {t->design.vector + d,
			    t->design.vector_kind + kind * VECTOR_SIZE + d};
			const double scales[] = {t->settings->vector,
			    t->settings->vector_kind};

			join(t, columns, scales, FEATURES_MAX + d, w);
			buf_addf(out, "vector\t%s\t%zu",
			    reading_kind_names[kind], d);
			add_numbers(out, w, CLASS_COUNT, 0.001);
		}
}

static void
write_words(const struct training *t, struct buf *out)
{
	const struct vectors *v = &t->vectors;
	struct line *lines = mem_alloc(v->n + 1, sizeof(*lines));
	size_t n = 0;

	for (size_t i = 0; i < v->n; i++) {
		const char *text = t->corpus->words.texts[v->word[i]];

		if (is_writable(text))
			lines[n++] = (struct line){text, i};
	}
	qsort(lines, n, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < n; i++) {
		size_t at = lines[i].number;

		buf_addf(out, "word\t%s\t%ld\t", lines[i].text,
		    units((double)v->idf[at], 0.001));
		for (int d = 0; d < VECTOR_SIZE; d++)
			buf_addf(out, "%02x", (unsigned)(v->x[at][d] + 128));
		buf_addc(out, '\n');
	}
	free(lines);
}

static void
write_input(const struct training *t, size_t input, struct buf *out)
{
	const struct net *net = t->fitted.net;
	double w[HIDDEN_MAX];

	for (size_t h = 0; h < HIDDEN_MAX; h++)
		w[h] = (double)net->weights[input * net->width + h] *
		       t->design.deep_scale[input];
	add_numbers(out, w, HIDDEN_MAX, 0.001);
}

static void
write_units(const struct training *t, struct buf *out)
{
	const struct net *net = t->fitted.net;
	const float *out_weights = net->weights + net->out;
	double w[HIDDEN_MAX];

	for (size_t h = 0; h < HIDDEN_MAX; h++)
		w[h] = (double)net->weights[net->bias + h];
	buf_adds(out, "hidden");
	add_numbers(out, w, HIDDEN_MAX, 0.001);
	for (size_t h = 0; h < HIDDEN_MAX; h++) {
		for (int c = 0; c < CLASS_COUNT; c++)
			w[c] = t->net_share *
			       (double)out_weights[h * CLASS_COUNT + c];
		buf_addf(out, "hidden_out\t%zu", h);
		add_numbers(out, w, CLASS_COUNT, 0.001);
	}
}

static void
write_hidden(const struct training *t, struct buf *out)
{
	struct buf name = BUF_INIT;

	write_units(t, out);
	for (size_t id = 0; id < FEATURES_MAX; id++) {
		buf_clear(&name);
		if (t->design.deep_scale[id] == 0 ||
		    !feature_add_name(&name, t->cases->knowledge, (int)id))
			continue;
		buf_addf(out, "hidden_named\t%s", name.data);
		write_input(t, id, out);
	}
	for (size_t d = 0; d < VECTOR_SIZE; d++) {
		buf_addf(out, "hidden_vector\t%zu", d);
		write_input(t, FEATURES_MAX + d, out);
	}
	buf_release(&name);
}

static void
write_bias(const struct training *t, struct buf *out)
{
	const struct net *net = t->fitted.net;
	const float *out_bias = net->weights + net->out_bias;
	double bias[CLASS_COUNT];

	for (int c = 0; c < CLASS_COUNT; c++)
		bias[c] =
		    (1 - t->net_share) * column(t, t->design.x.columns)[c] +
		    t->net_share * (double)out_bias[c];
	buf_adds(out, "bias");
	add_numbers(out, bias, CLASS_COUNT, 0.001);
}

void
train_write(const struct training *t, struct buf *out)
{
	const double combine[] = {t->combine[0], t->combine[1], t->combine[2],
	    t->ask};

	buf_adds(out,
	    "# Weights of the trained scorer, in thousandths, by class: "
	    "answer link insight\n"
	    "# amplify ask promote chatter other.  Written by \"givetake "
	    "train\".\n"
	    "# named: a feature in posts of a kind; gram: neighbouring words; "
	    "vector: a\n"
	    "# direction of the word vectors; word: its weight and its "
	    "direction; hidden:\n"
	    "# the units of the hidden layer, their inputs and what they "
	    "add.\n"
	    "language\ten\n");
	buf_addf(out,
	    "# Chosen within the training: strength %g, share of the "
	    "net %g.\n",
	    t->strength, t->net_share);
	buf_adds(out, "combine");
	add_numbers(out, combine, ARRAY_LEN(combine), 0.001);
	buf_adds(out, "bias2");
	add_numbers(out, t->combine + 3, CLASS_COUNT, 0.001);
	buf_adds(out, "prior");
	add_numbers(out, t->prior.c, CLASS_COUNT, 0.00001);
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		buf_addf(out, "usual\t%s", reading_kind_names[kind]);
		add_numbers(out, t->usual[kind].c, CLASS_COUNT, 0.00001);
	}
	write_bias(t, out);
	write_named(t, out);
	write_vector(t, out);
	write_hidden(t, out);
	write_grams(t, out);
	write_words(t, out);
}
