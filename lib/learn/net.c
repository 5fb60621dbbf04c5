#include "learn/net.h"

#include "base/mem.h"
#include "base/rand.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct net_settings net_defaults = {
    .rate = 0.002,
    .decay = 0.01,
    .drop_inputs = 0.2,
    .drop_hidden = 0.5,
    .epochs = 15,
    .batch = 64,
};

/* All numbers of a net in one row, as the steps want them. */
struct fitting {
	const struct sparse *x;
	const struct net_settings *s;
	struct rng rng;
	size_t n;       /* numbers */
	float *weights; /* own; in, skip, out, bias, out_bias */
	float *slope;   /* own */
	float *mean;    /* own: moving means of the slope, and of its square */
	float *square;  /* own */
	size_t skip, out, bias, out_bias; /* where they begin */
	double steps;
	/* Of the row at hand: */
	float *values; /* own: what is left of its inputs */
	float hidden[NET_WIDTH];
	float kept[NET_WIDTH]; /* 0 where dropped */
};

static void
fitting_make(struct fitting *f, const struct sparse *x,
    const struct net_settings *settings, uint64_t seed)
{
	size_t columns = x->columns;

	*f = (struct fitting){.x = x, .s = settings};
	f->skip = columns * NET_WIDTH;
	f->out = f->skip + columns * CLASS_COUNT;
	f->bias = f->out + (size_t)NET_WIDTH * CLASS_COUNT;
	f->out_bias = f->bias + NET_WIDTH;
	f->n = f->out_bias + CLASS_COUNT;
	f->weights = mem_alloc(4 * f->n, sizeof(*f->weights));
	f->slope = f->weights + f->n;
	f->mean = f->slope + f->n;
	f->square = f->mean + f->n;
	f->values = mem_alloc(columns + 1, sizeof(*f->values));
	rng_seed(&f->rng, seed);
	for (size_t i = 0; i < f->skip; i++)
		f->weights[i] =
		    (float)(rng_normal(&f->rng) / sqrt((double)columns));
	for (size_t i = f->out; i < f->bias; i++)
		f->weights[i] = (float)(rng_normal(&f->rng) * 0.1);
}

static void
fitting_release(struct fitting *f)
{
	free(f->weights);
	free(f->values);
}

/* to += value * from. */
static inline void
add_times(float *restrict to, const float *restrict from, float value, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] += value * from[i];
}

static float
keep(struct fitting *f, double drop)
{
	return rng_unit(&f->rng) < drop ? 0 : (float)(1 / (1 - drop));
}

/* The row's inputs with some left out, its hidden units, its chances. */
static void
look_at(struct fitting *f, size_t row, struct chances *p)
{
	const struct sparse *x = f->x;
	const float *out = f->weights + f->out;
	size_t first = x->first[row], n = x->first[row + 1] - first;
	float z[CLASS_COUNT];

	memcpy(f->hidden, f->weights + f->bias, sizeof(f->hidden));
	memcpy(z, f->weights + f->out_bias, sizeof(z));
	for (size_t i = 0; i < n; i++) {
		size_t column = x->column[first + i];
		float value = x->value[first + i] * keep(f, f->s->drop_inputs);

		f->values[i] = value;
		if (value == 0)
			continue;
		add_times(f->hidden, f->weights + column * NET_WIDTH, value,
		    NET_WIDTH);
		add_times(z, f->weights + f->skip + column * CLASS_COUNT, value,
		    CLASS_COUNT);
	}
	for (size_t h = 0; h < NET_WIDTH; h++) {
		f->kept[h] = f->hidden[h] > 0 ? keep(f, f->s->drop_hidden) : 0;
		f->hidden[h] *= f->kept[h];
		for (size_t c = 0; c < CLASS_COUNT; c++)
			z[c] += f->hidden[h] * out[h * CLASS_COUNT + c];
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
	const float *out = f->weights + f->out;
	size_t first = x->first[row], n = x->first[row + 1] - first;
	float back[NET_WIDTH];

	for (size_t h = 0; h < NET_WIDTH; h++) {
		float *slope = f->slope + f->out + h * CLASS_COUNT, sum = 0;

		for (size_t c = 0; c < CLASS_COUNT; c++) {
			sum += r[c] * out[h * CLASS_COUNT + c];
			slope[c] += r[c] * f->hidden[h];
		}
		back[h] = sum * f->kept[h];
		f->slope[f->bias + h] += back[h];
	}
	for (size_t c = 0; c < CLASS_COUNT; c++)
		f->slope[f->out_bias + c] += r[c];
	for (size_t i = 0; i < n; i++) {
		size_t column = x->column[first + i];

		if (f->values[i] == 0)
			continue;
		add_times(f->slope + column * NET_WIDTH, back, f->values[i],
		    NET_WIDTH);
		add_times(f->slope + f->skip + column * CLASS_COUNT, r,
		    f->values[i], CLASS_COUNT);
	}
}

/* One step of Adam; biases do not decay. */
static void
step(struct fitting *f, double rate)
{
	float first = (float)(1 - pow(0.9, ++f->steps));
	float second = (float)(1 - pow(0.999, f->steps));
	float speed = (float)rate / first, decay = (float)(rate * f->s->decay);

	float *restrict weights = f->weights, *restrict mean = f->mean;
	float *restrict square = f->square;
	const float *restrict slope = f->slope;

	for (size_t i = 0; i < f->n; i++) {
		mean[i] = 0.9F * mean[i] + 0.1F * slope[i];
		square[i] = 0.999F * square[i] + 0.001F * slope[i] * slope[i];
		weights[i] -=
		    speed * mean[i] / (sqrtf(square[i] / second) + 1e-8F);
	}
	for (size_t i = 0; i < f->bias; i++)
		f->weights[i] -= decay * f->weights[i];
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

		memset(f->slope, 0, f->n * sizeof(*f->slope));
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

static struct net *
keep_net(const struct fitting *f)
{
	struct net *net = mem_alloc(1, sizeof(*net));
	size_t columns = f->x->columns;

	net->columns = columns;
	net->in = mem_alloc(columns + 1, sizeof(*net->in));
	net->skip = mem_alloc(columns + 1, sizeof(*net->skip));
	memcpy(net->in, f->weights, columns * sizeof(*net->in));
	memcpy(net->skip, f->weights + f->skip, columns * sizeof(*net->skip));
	memcpy(net->out, f->weights + f->out, sizeof(net->out));
	memcpy(net->bias, f->weights + f->bias, sizeof(net->bias));
	memcpy(net->out_bias, f->weights + f->out_bias, sizeof(net->out_bias));
	return net;
}

struct net *
net_fit(const struct lesson *l, const struct net_settings *settings,
    uint64_t seed)
{
	size_t n = l->n, *order = mem_alloc(n + 1, sizeof(*order));
	struct fitting f;
	struct net *net;

	fitting_make(&f, l->x, settings, seed);
	for (size_t i = 0; i < n; i++) {
		order[i] = i;
		for (int c = 0; c < CLASS_COUNT; c++)
			f.weights[f.out_bias + (size_t)c] +=
			    (float)(l->targets[i].c[c] / (double)n);
	}
	for (size_t c = 0; c < CLASS_COUNT; c++)
		f.weights[f.out_bias + c] =
		    logf(f.weights[f.out_bias + c] + 0.001F);
	for (int epoch = 0; epoch < settings->epochs; epoch++) {
		shuffle(&f.rng, order, n);
		run_epoch(&f, l, order,
		    settings->rate * (1 - (double)epoch / settings->epochs) +
			0.0001);
	}
	net = keep_net(&f);
	fitting_release(&f);
	free(order);
	return net;
}

void
net_free(struct net *net)
{
	if (net == NULL)
		return;
	free(net->in);
	free(net->skip);
	free(net);
}

void
net_add(const struct net *net, const struct sparse *x, size_t row, double share,
    double *z)
{
	float hidden[NET_WIDTH], sum[CLASS_COUNT];

	memcpy(hidden, net->bias, sizeof(hidden));
	memcpy(sum, net->out_bias, sizeof(sum));
	for (size_t i = x->first[row]; i < x->first[row + 1]; i++) {
		add_times(hidden, net->in[x->column[i]], x->value[i],
		    NET_WIDTH);
		add_times(sum, net->skip[x->column[i]], x->value[i],
		    CLASS_COUNT);
	}
	for (size_t h = 0; h < NET_WIDTH; h++)
		for (size_t c = 0; c < CLASS_COUNT; c++)
			sum[c] += fmaxf(hidden[h], 0) * net->out[h][c];
	for (int c = 0; c < CLASS_COUNT; c++)
		z[c] += share * (double)sum[c];
}
