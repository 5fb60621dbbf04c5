#include "learn/net.h"

#include "base/mem.h"
#include "base/rand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct net_settings net_teacher = {
    .rate = 0.002,
    .decay = 0.03,
    .drop_inputs = 0.2,
    .drop_hidden = 0.4,
    .width = 2 * NET_STEP,
    .epochs = 15,
    .batch = 64,
};

const struct net_settings net_student = {
    .rate = 0.002,
    .decay = 0.002,
    .width = NET_STEP,
    .epochs = 6,
    .batch = 64,
};

/* A net and what its steps need. */
struct fitting {
	const struct sparse *x;
	const struct net_settings *s;
	struct rng rng;
	struct net *net;
	float *slope;  /* own */
	float *mean;   /* own: moving means of the slope, and of its square */
	float *square; /* own */
	double steps;
	/* Of the row at hand: */
	float *values; /* own: what is left of its inputs */
	float *hidden; /* own */
	float *kept;   /* own: 0 where dropped */
	float *back;   /* own */
};

static struct net *
net_make(size_t columns, size_t width)
{
	struct net *net = mem_alloc(1, sizeof(*net));

	net->columns = columns;
	net->width = width;
	net->skip = columns * width;
	net->out = net->skip + columns * CLASS_COUNT;
	net->bias = net->out + width * CLASS_COUNT;
	net->out_bias = net->bias + width;
	net->n = net->out_bias + CLASS_COUNT;
	net->weights = mem_alloc(net->n, sizeof(*net->weights));
	return net;
}

static void
fitting_make(struct fitting *f, const struct sparse *x,
    const struct net_settings *settings, uint64_t seed)
{
	size_t width = (size_t)settings->width;
	struct net *net = net_make(x->columns, width);

	*f = (struct fitting){.x = x, .s = settings, .net = net};
	f->slope = mem_alloc(3 * net->n, sizeof(*f->slope));
	f->mean = f->slope + net->n;
	f->square = f->mean + net->n;
	f->values = mem_alloc(x->columns + 1, sizeof(*f->values));
	f->hidden = mem_alloc(3 * width, sizeof(*f->hidden));
	f->kept = f->hidden + width;
	f->back = f->kept + width;
	rng_seed(&f->rng, seed);
	for (size_t i = 0; i < net->skip; i++)
		net->weights[i] =
		    (float)(rng_normal(&f->rng) / sqrt((double)x->columns));
	for (size_t i = net->out; i < net->bias; i++)
		net->weights[i] = (float)(rng_normal(&f->rng) * 0.1);
}

static void
fitting_release(struct fitting *f)
{
	free(f->slope);
	free(f->values);
	free(f->hidden);
}

/* to += value * from, for all classes and for all units. */
static inline void
add_classes(float *restrict to, const float *restrict from, float value)
{
	for (size_t i = 0; i < CLASS_COUNT; i++)
		to[i] += value * from[i];
}

static inline void
add_units(float *restrict to, const float *restrict from, float value,
    size_t width)
{
	/* Steps of a known length are added in vectors. */
	for (size_t at = 0; at < width; at += NET_STEP)
		for (size_t i = at; i < at + NET_STEP; i++)
			to[i] += value * from[i];
}

static float
keep(struct fitting *f, double drop)
{
	if (drop == 0)
		return 1;
	return rng_unit(&f->rng) < drop ? 0 : (float)(1 / (1 - drop));
}

/* The row's inputs with some left out, its hidden units, its chances. */
static void
look_at(struct fitting *f, size_t row, struct chances *p)
{
	const struct sparse *x = f->x;
	const struct net *net = f->net;
	const float *w = net->weights;
	size_t first = x->first[row], n = x->first[row + 1] - first;
	float z[CLASS_COUNT];

	memcpy(f->hidden, w + net->bias, net->width * sizeof(*f->hidden));
	memcpy(z, w + net->out_bias, sizeof(z));
	for (size_t i = 0; i < n; i++) {
		size_t column = x->column[first + i];
		float value = x->value[first + i] * keep(f, f->s->drop_inputs);

		f->values[i] = value;
		if (value == 0)
			continue;
		add_units(f->hidden, w + column * net->width, value,
		    net->width);
		add_classes(z, w + net->skip + column * CLASS_COUNT, value);
	}
	for (size_t h = 0; h < net->width; h++) {
		f->kept[h] = f->hidden[h] > 0 ? keep(f, f->s->drop_hidden) : 0;
		f->hidden[h] *= f->kept[h];
		add_classes(z, w + net->out + h * CLASS_COUNT, f->hidden[h]);
	}
	for (size_t c = 0; c < CLASS_COUNT; c++)
		p->c[c] = (double)z[c];
	chances_softmax(p);
}

/* Add what the row asks for to the slope; r is what its z are off by. */
static void
learn_from(struct fitting *f, size_t row, const float *r)
{
	const struct sparse *x = f->x;
	const struct net *net = f->net;
	const float *out = net->weights + net->out;
	size_t first = x->first[row], n = x->first[row + 1] - first;

	for (size_t h = 0; h < net->width; h++) {
		float sum = 0;

		for (size_t c = 0; c < CLASS_COUNT; c++)
			sum += r[c] * out[h * CLASS_COUNT + c];
		add_classes(f->slope + net->out + h * CLASS_COUNT, r,
		    f->hidden[h]);
		f->back[h] = sum * f->kept[h];
	}
	add_units(f->slope + net->bias, f->back, 1, net->width);
	add_classes(f->slope + net->out_bias, r, 1);
	for (size_t i = 0; i < n; i++) {
		size_t column = x->column[first + i];

		if (f->values[i] == 0)
			continue;
		add_units(f->slope + column * net->width, f->back, f->values[i],
		    net->width);
		add_classes(f->slope + net->skip + column * CLASS_COUNT, r,
		    f->values[i]);
	}
}

/* One step of Adam; biases do not decay. */
static void
step(struct fitting *f, double rate)
{
	float first = (float)(1 - pow(0.9, ++f->steps));
	float second = (float)(1 - pow(0.999, f->steps));
	float speed = (float)rate / first, decay = (float)(rate * f->s->decay);

	float *restrict weights = f->net->weights, *restrict mean = f->mean;
	float *restrict square = f->square;
	const float *restrict slope = f->slope;

	for (size_t i = 0; i < f->net->n; i++) {
		mean[i] = 0.9F * mean[i] + 0.1F * slope[i];
		square[i] = 0.999F * square[i] + 0.001F * slope[i] * slope[i];
		weights[i] -=
		    speed * mean[i] / (sqrtf(square[i] / second) + 1e-8F);
	}
	for (size_t i = 0; i < f->net->bias; i++)
		weights[i] -= decay * weights[i];
}

static void
shuffle(struct rng *rng, size_t *order, size_t n)
{
	for (size_t i = n; i > 1; i--) {
		size_t k = rng_below(rng, i), kept = order[i - 1];

		order[i - 1] = order[k];
		order[k] = kept;
	}
}

/* One look at each row, a step after each batch. */
static void
run_epoch(struct fitting *f, const struct lesson *l, const size_t *order,
    double rate)
{
	size_t batch = (size_t)f->s->batch, n = l->n;

	for (size_t from = 0; from < n; from += batch) {
		size_t to = from + batch < n ? from + batch : n;

		memset(f->slope, 0, f->net->n * sizeof(*f->slope));
		for (size_t i = from; i < to; i++) {
			float r[CLASS_COUNT];
			struct chances p;

			look_at(f, l->rows[order[i]], &p);
			for (int c = 0; c < CLASS_COUNT; c++)
				r[c] = (float)((p.c[c] -
						   l->targets[order[i]].c[c]) /
					       (double)(to - from));
			learn_from(f, l->rows[order[i]], r);
		}
		step(f, rate);
	}
}

struct net *
net_fit(const struct lesson *l, const struct net_settings *settings,
    uint64_t seed)
{
	size_t n = l->n, *order = mem_alloc(n + 1, sizeof(*order));
	struct fitting f;
	float *bias;

	fitting_make(&f, l->x, settings, seed);
	bias = f.net->weights + f.net->out_bias;
	for (size_t i = 0; i < n; i++) {
		order[i] = i;
		for (int c = 0; c < CLASS_COUNT; c++)
			bias[c] += (float)(l->targets[i].c[c] / (double)n);
	}
	for (size_t c = 0; c < CLASS_COUNT; c++)
		bias[c] = logf(bias[c] + 0.001F);
	for (int epoch = 0; epoch < settings->epochs; epoch++) {
		shuffle(&f.rng, order, n);
		run_epoch(&f, l, order,
		    settings->rate * (1 - (double)epoch / settings->epochs) +
			0.0001);
	}
	fitting_release(&f);
	free(order);
	return f.net;
}

void
net_free(struct net *net)
{
	if (net == NULL)
		return;
	free(net->weights);
	free(net);
}

void
net_add(const struct net *net, const struct sparse *x, size_t row, double share,
    double *z)
{
	const float *w = net->weights;
	float *hidden = mem_alloc(net->width, sizeof(*hidden));
	float sum[CLASS_COUNT];

	memcpy(hidden, w + net->bias, net->width * sizeof(*hidden));
	memcpy(sum, w + net->out_bias, sizeof(sum));
	for (size_t i = x->first[row]; i < x->first[row + 1]; i++) {
		size_t column = x->column[i];

		add_units(hidden, w + column * net->width, x->value[i],
		    net->width);
		add_classes(sum, w + net->skip + column * CLASS_COUNT,
		    x->value[i]);
	}
	for (size_t h = 0; h < net->width; h++)
		add_classes(sum, w + net->out + h * CLASS_COUNT,
		    fmaxf(hidden[h], 0));
	for (int c = 0; c < CLASS_COUNT; c++)
		z[c] += share * (double)sum[c];
	free(hidden);
}
