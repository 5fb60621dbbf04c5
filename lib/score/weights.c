#include "score/weights.h"

#include "base/mem.h"
#include "base/tsv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of a word's vector. */
enum { DIGITS = 2 * VECTOR_SIZE };

struct loading {
	const struct knowledge *knowledge;
	struct weights *weights;
	struct tsv tsv;
	struct hash_map features; /* own; hash of a name -> id */
};

/* Blank-separated whole numbers; how many there were. */
static int
read_numbers(const char *s, double unit, double *to, int max)
{
	int n = 0;

	while (*s != '\0' && n < max) {
		bool minus = *s == '-';
		double value = 0;

		s += minus;
		for (; *s >= '0' && *s <= '9'; s++)
			value = value * 10 + (*s - '0');
		to[n++] = (minus ? -value : value) * unit;
		if (*s != ' ' && *s != '\0')
			return -1;
		s += *s == ' ';
	}
	return *s == '\0' ? n : -1;
}

static int
read_classes(struct loading *l, int field, double unit, struct chances *to,
    struct err *err)
{
	if (read_numbers(l->tsv.fields[field], unit, to->c, CLASS_COUNT) !=
	    CLASS_COUNT)
		return tsv_error(&l->tsv, err, "there should be %d numbers",
		    CLASS_COUNT);
	return 0;
}

static int
read_weights(struct loading *l, int field, struct per_class *to,
    struct err *err)
{
	struct chances numbers = {{0}};

	if (read_classes(l, field, 0.001, &numbers, err) == -1)
		return -1;
	for (int c = 0; c < CLASS_COUNT; c++)
		to->c[c] = (float)numbers.c[c];
	return 0;
}

static int
read_kind(struct loading *l, int field, int *kind, struct err *err)
{
	for (*kind = 0; *kind < KIND_COUNT; ++*kind)
		if (strcmp(reading_kind_names[*kind], l->tsv.fields[field]) ==
		    0)
			return 0;
	return tsv_error(&l->tsv, err, "there is no kind of post \"%s\"",
	    l->tsv.fields[field]);
}

static void
name_features(struct loading *l)
{
	struct buf name = BUF_INIT;

	for (int id = 0; id < FEATURES_MAX; id++) {
		buf_clear(&name);
		if (feature_add_name(&name, l->knowledge, id))
			hash_map_set(&l->features,
			    hash_bytes(HASH_START, name.data, name.len), id);
	}
	buf_release(&name);
}

static int
find_feature(struct loading *l, int *id, struct err *err)
{
	const char *name = l->tsv.fields[1];

	*id = hash_map_get(&l->features,
	    hash_bytes(HASH_START, name, strlen(name)));
	return *id >= 0 ? 0
			: tsv_error(&l->tsv, err, "there is no feature \"%s\"",
			      name);
}

static int
read_named(struct loading *l, struct err *err)
{
	int id, kind;

	if (find_feature(l, &id, err) == -1 ||
	    read_kind(l, 2, &kind, err) == -1)
		return -1;
	return read_weights(l, 3, &l->weights->named[kind][id], err);
}

static int
read_gram(struct loading *l, struct err *err)
{
	struct weights *w = l->weights;

	w->gram =
	    mem_grow(w->gram, &w->grams_cap, w->n_grams + 1, sizeof(*w->gram));
	hash_map_set(&w->grams, study_gram_hash(l->tsv.fields[1]),
	    (int)w->n_grams);
	return read_weights(l, 2, &w->gram[w->n_grams++], err);
}

/* Of hexadecimal digits. */
static const unsigned char hex[256] = {
    /* clang-format off */
    ['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 4, ['5'] = 5, ['6'] = 6,
    ['7'] = 7, ['8'] = 8, ['9'] = 9, ['a'] = 10, ['b'] = 11, ['c'] = 12,
    ['d'] = 13, ['e'] = 14, ['f'] = 15,
    /* clang-format on */
};

static int
read_word(struct loading *l, struct err *err)
{
	struct weights *w = l->weights;
	const char *word = l->tsv.fields[1];
	const char *digits = l->tsv.fields[3];
	const unsigned char *p = (const unsigned char *)digits;
	float *x = w->word[w->n_words].x;
	double idf, unit;

	if (read_numbers(l->tsv.fields[2], 0.001, &idf, 1) != 1 ||
	    strlen(digits) != DIGITS ||
	    strspn(digits, "0123456789abcdef") != DIGITS)
		return tsv_error(&l->tsv, err,
		    "there should be a number and %d hexadecimal digits",
		    DIGITS);
	unit = idf / 127;
	for (size_t i = 0; i < VECTOR_SIZE; i++, p += 2)
		x[i] = (float)(unit * (hex[p[0]] * 16 + hex[p[1]] - 128));
	hash_map_set(&w->words, hash_bytes(HASH_START, word, strlen(word)),
	    (int)w->n_words++);
	return 0;
}

static int
read_vector(struct loading *l, struct err *err)
{
	double i;
	int kind;

	if (read_kind(l, 1, &kind, err) == -1)
		return -1;
	if (read_numbers(l->tsv.fields[2], 1, &i, 1) != 1 || i < 0 ||
	    i >= VECTOR_SIZE)
		return tsv_error(&l->tsv, err, "there is no direction \"%s\"",
		    l->tsv.fields[2]);
	return read_weights(l, 3, &l->weights->vector[kind][(int)i], err);
}

static int
read_mean(struct loading *l, struct err *err)
{
	double mean[VECTOR_SIZE];

	if (read_numbers(l->tsv.fields[1], 0.00001, mean, VECTOR_SIZE) !=
	    VECTOR_SIZE)
		return tsv_error(&l->tsv, err, "there should be %d numbers",
		    VECTOR_SIZE);
	for (int i = 0; i < VECTOR_SIZE; i++)
		l->weights->mean[i] = (float)mean[i];
	return 0;
}

/* Numbers of the hidden units, in a field. */
static int
read_units(struct loading *l, int field, float *to, struct err *err)
{
	double numbers[HIDDEN_MAX];

	if (read_numbers(l->tsv.fields[field], 0.001, numbers, HIDDEN_MAX) !=
	    HIDDEN_MAX)
		return tsv_error(&l->tsv, err, "there should be %d numbers",
		    HIDDEN_MAX);
	for (int h = 0; h < HIDDEN_MAX; h++)
		to[h] = (float)numbers[h];
	return 0;
}

static int
read_hidden(struct loading *l, struct err *err)
{
	return read_units(l, 1, l->weights->hidden_bias.x, err);
}

static int
read_hidden_named(struct loading *l, struct err *err)
{
	int id;

	if (find_feature(l, &id, err) == -1)
		return -1;
	return read_units(l, 2, l->weights->hidden_in[id].x, err);
}

/* A number from 0 to n - 1. */
static int
read_index(struct loading *l, int n, int *i, struct err *err)
{
	double number;

	if (read_numbers(l->tsv.fields[1], 1, &number, 1) != 1 || number < 0 ||
	    number >= n)
		return tsv_error(&l->tsv, err, "there is no \"%s\" here",
		    l->tsv.fields[1]);
	*i = (int)number;
	return 0;
}

static int
read_hidden_vector(struct loading *l, struct err *err)
{
	int d = 0;

	if (read_index(l, VECTOR_SIZE, &d, err) == -1)
		return -1;
	return read_units(l, 2, l->weights->hidden_in[FEATURES_MAX + d].x, err);
}

static int
read_hidden_out(struct loading *l, struct err *err)
{
	int h = 0;

	if (read_index(l, HIDDEN_MAX, &h, err) == -1)
		return -1;
	return read_weights(l, 2, &l->weights->hidden_out[h], err);
}

static int
read_combine(struct loading *l, struct err *err)
{
	double n[4];

	if (read_numbers(l->tsv.fields[1], 0.001, n, 4) != 4)
		return tsv_error(&l->tsv, err, "there should be 4 numbers");
	l->weights->own = n[0];
	l->weights->kind = n[1];
	l->weights->entity = n[2];
	l->weights->ask = n[3];
	return 0;
}

static int
read_bias(struct loading *l, struct err *err)
{
	return read_classes(l, 1, 0.001, &l->weights->bias, err);
}

static int
read_bias2(struct loading *l, struct err *err)
{
	return read_classes(l, 1, 0.001, &l->weights->bias2, err);
}

static int
read_prior(struct loading *l, struct err *err)
{
	return read_classes(l, 1, 0.00001, &l->weights->prior, err);
}

static int
read_usual(struct loading *l, struct err *err)
{
	int kind;

	if (read_kind(l, 1, &kind, err) == -1)
		return -1;
	return read_classes(l, 2, 0.00001, &l->weights->usual[kind], err);
}

static int
read_language(struct loading *l, struct err *err)
{
	size_t len = strlen(l->tsv.fields[1]);

	if (len == 0 || len >= sizeof(l->weights->language))
		return tsv_error(&l->tsv, err, "not a language");
	memcpy(l->weights->language, l->tsv.fields[1], len + 1);
	return 0;
}

static int
read_row(struct loading *l, struct err *err)
{
	static const struct {
		const char *name;
		int (*read)(struct loading *, struct err *);
	} rows[] = {
	    {"named", read_named},
	    {"gram", read_gram},
	    {"word", read_word},
	    {"vector", read_vector},
	    {"mean", read_mean},
	    {"hidden", read_hidden},
	    {"hidden_named", read_hidden_named},
	    {"hidden_vector", read_hidden_vector},
	    {"hidden_out", read_hidden_out},
	    {"bias", read_bias},
	    {"combine", read_combine},
	    {"bias2", read_bias2},
	    {"prior", read_prior},
	    {"usual", read_usual},
	    {"language", read_language},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (strcmp(rows[i].name, l->tsv.fields[0]) == 0)
			return rows[i].read(l, err);
	return tsv_error(&l->tsv, err, "there is no row \"%s\"",
	    l->tsv.fields[0]);
}

static void
centre(struct per_class *weights, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		float mean = 0;

		for (int c = 0; c < CLASS_COUNT; c++)
			mean += weights[i].c[c] / CLASS_COUNT;
		for (int c = 0; c < CLASS_COUNT; c++)
			weights[i].c[c] -= mean;
	}
}

static void
centre_all(struct weights *w)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		centre(w->named[kind], FEATURES_MAX);
		centre(w->vector[kind], VECTOR_SIZE);
	}
	centre(w->gram, w->n_grams);
	centre(w->hidden_out, HIDDEN_MAX);
}

static void
turn_vector(struct weights *w, int kind, int c)
{
	struct dense *all = &w->back_all[kind][c];
	struct dense_part parts[HIDDEN_MAX];

	for (int d = 0; d < VECTOR_SIZE; d++)
		all->x[d] = w->vector[kind][d].c[c];
	for (int h = 0; h < HIDDEN_MAX; h++)
		parts[h] = (struct dense_part){&w->back_directions[h],
		    w->back_out[c].x[h]};
	dense_add(all, parts, HIDDEN_MAX);
}

static void
turn(struct weights *w)
{
	for (int h = 0; h < HIDDEN_MAX; h++) {
		for (int d = 0; d < VECTOR_SIZE; d++)
			w->back_directions[h].x[d] =
			    w->hidden_in[FEATURES_MAX + d].x[h];
		for (int c = 0; c < CLASS_COUNT; c++)
			w->back_out[c].x[h] = w->hidden_out[h].c[c];
	}
	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (int c = 0; c < CLASS_COUNT; c++)
			turn_vector(w, kind, c);
}

/* Units that are active add what they add; which these are, posts tell. */
static void
find_reach(struct weights *w, int id)
{
	struct per_class most = {{0}}, least = {{0}};

	for (int h = 0; h < HIDDEN_MAX; h++)
		for (int c = 0; c < CLASS_COUNT; c++) {
			float added =
			    w->hidden_in[id].x[h] * w->hidden_out[h].c[c];

			most.c[c] += added > 0 ? added : 0;
			least.c[c] += added < 0 ? added : 0;
		}
	for (int kind = 0; kind < KIND_COUNT; kind++)
		for (int c = 0; c < CLASS_COUNT; c++) {
			float named = w->named[kind][id].c[c];
			/* for sums that are rounded */
			float slack = 0.0001F * (most.c[c] - least.c[c]);

			w->reach[kind][id].c[c] =
			    fmaxf(named + most.c[c], -named - least.c[c]) +
			    slack;
		}
}

uint64_t
weights_version(const char *text)
{
	return hash_long_text(knowledge_version(), text);
}

struct weights *
weights_load(const struct knowledge *knowledge, const char *text,
    const char *what, struct err *err)
{
	struct loading l = {
	    .knowledge = knowledge,
	    .weights = mem_alloc(1, sizeof(*l.weights)),
	    .tsv = {.next = text, .what = what},
	};
	int rc = 0;

	/* The row of a word is longer than its digits; about half of a model
	 * are such rows. */
	hash_map_reserve(&l.weights->words, strlen(text) / (2 * DIGITS));
	l.weights->word =
	    mem_alloc(strlen(text) / DIGITS, sizeof(*l.weights->word));
	name_features(&l);
	while (rc == 0 && tsv_next(&l.tsv))
		rc = read_row(&l, err);
	if (rc == 0 && l.weights->own == 0)
		rc = tsv_error(&l.tsv, err, "the model is not whole");
	tsv_release(&l.tsv);
	hash_map_release(&l.features);
	centre_all(l.weights);
	turn(l.weights);
	for (int id = 0; id < FEATURES_MAX; id++)
		find_reach(l.weights, id);
	if (rc == 0)
		return l.weights;
	weights_free(l.weights);
	return NULL;
}

void
weights_free(struct weights *w)
{
	if (w == NULL)
		return;
	hash_map_release(&w->grams);
	hash_map_release(&w->words);
	free(w->gram);
	free(w->word);
	free(w);
}
