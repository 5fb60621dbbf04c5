/*
 * What is a number of each class: its chance, or what leads to it.
 */
#ifndef SCORE_CHANCES_H
#define SCORE_CHANCES_H

#include "model/class.h"

struct chances {
	double c[CLASS_COUNT];
};

void chances_softmax(struct chances *z);

/* Make them add up to 1. */
void chances_normalise(struct chances *p);

/* ln(p + 0.001) of all, within a millionth. */
void chances_log(const struct chances *p, struct chances *log);

#endif
