#include "score/dense.h"

#include <stdlib.h>

/* Built twice where the program can choose when it starts; the thread
 * sanitizer is not ready by then. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_THREAD__)
#	define EACH_MACHINE __attribute__((target_clones("avx2", "default")))
#else
#	define EACH_MACHINE
#endif

/* Half a row is what fits into the registers of every machine. */
enum { HALF = DENSE / 8 / 2 };

EACH_MACHINE static void
add_half(dense_eight *sum, const struct dense_part *parts, int n, int from)
{
	dense_eight a = sum[0], b = sum[1], c = sum[2], d = sum[3];

	for (int i = 0; i < n; i++) {
		const dense_eight *row = parts[i].row->eight + from;
		float times = parts[i].times;

		a += row[0] * times;
		b += row[1] * times;
		c += row[2] * times;
		d += row[3] * times;
	}
	sum[0] = a;
	sum[1] = b;
	sum[2] = c;
	sum[3] = d;
}

void
dense_add(struct dense *sum, const struct dense_part *parts, int n)
{
	for (int from = 0; from < DENSE / 8; from += HALF)
		add_half(sum->eight + from, parts, n, from);
}
