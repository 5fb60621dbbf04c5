/*
 * A net of one hidden layer with a straight path beside it:
 *
 *	z = out' max(0, in' x + bias) + skip' x + out_bias,  p = softmax(z)
 *
 * fitted to soft targets by Adam (Kingma and Ba 2015) with decay of the
 * weights (Loshchilov and Hutter 2019), dropping inputs and hidden units at
 * random meanwhile (Srivastava et al. 2014).  It finds what features say
 * together and not one by one.  The same rows and seed give the same net.
 */
#ifndef LEARN_NET_H
#define LEARN_NET_H

#include "learn/softmax.h"

enum { NET_WIDTH = HIDDEN_MAX };

struct net {
	size_t columns;
	float (*in)[NET_WIDTH];     /* own; one a column */
	float (*skip)[CLASS_COUNT]; /* own */
	float bias[NET_WIDTH];
	float out[NET_WIDTH][CLASS_COUNT];
	float out_bias[CLASS_COUNT];
};

struct net_settings {
	double rate;  /* of the first steps; falls evenly to a tenth or so */
	double decay; /* of the weights, times the rate, a step */
	double drop_inputs, drop_hidden; /* shares that are left out */
	int epochs, batch;
};

extern const struct net_settings net_defaults;

struct net *net_fit(const struct lesson *lesson,
    const struct net_settings *settings, uint64_t seed);
void net_free(struct net *net);

/* Add z of one row, times share. */
void net_add(const struct net *net, const struct sparse *x, size_t row,
    double share, double *z);

#endif
