#include "score/chances.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

typedef float floats __attribute__((vector_size(CLASS_COUNT * 4)));
typedef int32_t ints __attribute__((vector_size(CLASS_COUNT * 4)));

void
chances_softmax(struct chances *z)
{
	double most = z->c[0];

	for (int c = 1; c < CLASS_COUNT; c++)
		most = z->c[c] > most ? z->c[c] : most;
	for (int c = 0; c < CLASS_COUNT; c++)
		z->c[c] = exp(z->c[c] - most);
	chances_normalise(z);
}

void
chances_normalise(struct chances *p)
{
	double sum = 0;

	for (int c = 0; c < CLASS_COUNT; c++)
		sum += p->c[c];
	for (int c = 0; c < CLASS_COUNT; c++)
		p->c[c] /= sum;
}

/* Of the power of two by itself, of what it leaves by ln m = 2 artanh((m - 1) /
 * (m + 1)), whose series is short there: m is between 0.7 and 1.4. */
void
chances_log(const struct chances *p, struct chances *log)
{
	static const float log_2 = 0.69314718F;
	float x[CLASS_COUNT];
	ints bits, power;
	floats m, s, t, sum;

	for (int c = 0; c < CLASS_COUNT; c++)
		x[c] = (float)(p->c[c] + 0.001);
	memcpy(&bits, x, sizeof(bits));
	power = (bits - 0x3f3504f3) & ~0x7fffff; /* of 2, from sqrt(1/2) on */
	m = (floats)(bits - power);
	s = (m - 1) / (m + 1);
	t = s * s;
	sum = t * (2 / 7.0F + t * (2 / 9.0F));
	sum = s * (2 + t * (2 / 3.0F + t * (2 / 5.0F + sum)));
	sum += __builtin_convertvector(power >> 23, floats) * log_2;
	for (int c = 0; c < CLASS_COUNT; c++)
		log->c[c] = (double)sum[c];
}
