/*
 * The one source of randomness: jitter, run names, samples.  Numbers that
 * must be the same every time (draws for intervals) come from a named seed.
 */
#ifndef BASE_RAND_H
#define BASE_RAND_H

#include <stdint.h>

/* A small fast generator (xoshiro256**, Blackman and Vigna 2018). */
struct rng {
	uint64_t s[4];
};

/* Seeded by a number: the same stream on every machine. */
void rng_seed(struct rng *rng, uint64_t seed);

/* Seeded from the system, or by GIVETAKE_SEED where that is set. */
void rng_seed_system(struct rng *rng);

static inline uint64_t
rng_next(struct rng *rng)
{
	uint64_t *s = rng->s;
	uint64_t five = s[1] * 5, result = (five << 7 | five >> 57) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = s[3] << 45 | s[3] >> 19;
	return result;
}

/* Uniform in [0, 1). */
double rng_unit(struct rng *rng);
/* Uniform in [0, n); n > 0. */
uint64_t rng_below(struct rng *rng, uint64_t n);
/* Standard normal. */
double rng_normal(struct rng *rng);
/* Gamma of shape > 0 and scale 1 (Marsaglia and Tsang 2000). */
double rng_gamma(struct rng *rng, double shape);

#endif
