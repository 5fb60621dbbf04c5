#include "base/rand.h"

#include "base/num.h"

#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* splitmix64, the seeding that the authors of xoshiro advise. */
void
rng_seed(struct rng *rng, uint64_t seed)
{
	for (int i = 0; i < 4; i++) {
		uint64_t z = seed += 0x9e3779b97f4a7c15;

		z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
		z = (z ^ z >> 27) * 0x94d049bb133111eb;
		rng->s[i] = z ^ z >> 31;
	}
}

void
rng_seed_system(struct rng *rng)
{
	const char *fixed = getenv("GIVETAKE_SEED");
	uint64_t seed = (uint64_t)time(NULL) ^ (uint64_t)getpid() << 32;
	int64_t n;
	int fd;

	if (fixed != NULL && num_parse(fixed, 0, INT64_MAX, &n) == 0) {
		rng_seed(rng, (uint64_t)n);
		return;
	}
	fd = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
	if (fd != -1) {
		if (read(fd, &seed, sizeof(seed)) != sizeof(seed))
			seed ^= (uint64_t)fd;
		close(fd);
	}
	rng_seed(rng, seed);
}

double
rng_unit(struct rng *rng)
{
	return (double)(rng_next(rng) >> 11) * 0x1p-53;
}

uint64_t
rng_below(struct rng *rng, uint64_t n)
{
	uint64_t x = rng_next(rng);

	/* The first comparison spares nearly all of them a division. */
	while (x > UINT64_MAX - n && x >= UINT64_MAX - UINT64_MAX % n)
		x = rng_next(rng);
	return x % n;
}

double
rng_normal(struct rng *rng)
{
	double u, v, s;

	do { /* Marsaglia's polar method */
		u = 2 * rng_unit(rng) - 1;
		v = 2 * rng_unit(rng) - 1;
		s = u * u + v * v;
	} while (s >= 1 || s == 0);
	return u * sqrt(-2 * log(s) / s);
}

double
rng_gamma(struct rng *rng, double shape)
{
	double boost = 1, d, c, x, v, u;

	if (shape < 1) {
		boost = pow(1 - rng_unit(rng), 1 / shape);
		shape += 1;
	}
	d = shape - 1.0 / 3;
	c = 1 / sqrt(9 * d);
	for (;;) {
		x = rng_normal(rng);
		v = 1 + c * x;
		if (v <= 0)
			continue;
		v = v * v * v;
		u = 1 - rng_unit(rng);
		if (log(u) < 0.5 * x * x + d - d * v + d * log(v))
			return boost * d * v;
	}
}
