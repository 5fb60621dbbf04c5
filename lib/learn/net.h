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

enum { NET_STEP = 64 };

/* The numbers of a net, one after another: in (width a column), skip (classes
 * a column), out (classes a unit), bias, out_bias. */
struct net {
	size_t columns, width;
	size_t skip, out, bias, out_bias, n; /* where they begin and end */
	float *weights;                      /* own */
};

struct net_settings {
	double rate;  /* of the first steps; falls evenly to a tenth or so */
	double decay; /* of the weights, times the rate, a step */
	double drop_inputs, drop_hidden; /* shares that are left out */
	int width; /* hidden units: a multiple of NET_STEP */
	int epochs, batch;
};

/* For rows with labels; and for many rows with the chances that another net
 * gives them, where there is nothing to be left out. */
extern const struct net_settings net_teacher, net_student;

struct net *net_fit(const struct lesson *lesson,
    const struct net_settings *settings, uint64_t seed);
void net_free(struct net *net);

/* Add z of one row, times share. */
void net_add(const struct net *net, const struct sparse *x, size_t row,
    double share, double *z);

#endif
