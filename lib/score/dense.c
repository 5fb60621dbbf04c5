#include "score/dense.h"

/* Half a row in eight vectors of four: what the registers of any hold. */
static void
add_half(dense_four *sum, const struct dense_part *parts, int n, int from)
{
	dense_four a = sum[0], b = sum[1], c = sum[2], d = sum[3];
	dense_four e = sum[4], f = sum[5], g = sum[6], h = sum[7];

	for (int i = 0; i < n; i++) {
		const dense_four *row = parts[i].row->four + from;
		float times = parts[i].times;

		a += row[0] * times;
		b += row[1] * times;
		c += row[2] * times;
		d += row[3] * times;
		e += row[4] * times;
		f += row[5] * times;
		g += row[6] * times;
		h += row[7] * times;
	}
	sum[0] = a;
	sum[1] = b;
	sum[2] = c;
	sum[3] = d;
	sum[4] = e;
	sum[5] = f;
	sum[6] = g;
	sum[7] = h;
}

#ifdef __x86_64__
/* A row in eight vectors of eight, for machines that have them. */
__attribute__((target("avx2"))) static void
add_whole(dense_eight *sum, const struct dense_part *parts, int n)
{
	dense_eight a = sum[0], b = sum[1], c = sum[2], d = sum[3];
	dense_eight e = sum[4], f = sum[5], g = sum[6], h = sum[7];

	for (int i = 0; i < n; i++) {
		const dense_eight *row = parts[i].row->eight;
		float times = parts[i].times;

		a += row[0] * times;
		b += row[1] * times;
		c += row[2] * times;
		d += row[3] * times;
		e += row[4] * times;
		f += row[5] * times;
		g += row[6] * times;
		h += row[7] * times;
	}
	sum[0] = a;
	sum[1] = b;
	sum[2] = c;
	sum[3] = d;
	sum[4] = e;
	sum[5] = f;
	sum[6] = g;
	sum[7] = h;
}
#endif

void
dense_add(struct dense *sum, const struct dense_part *parts, int n)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2")) {
		add_whole(sum->eight, parts, n);
		return;
	}
#endif
	dense_add_by_four(sum, parts, n);
}

void
dense_add_by_four(struct dense *sum, const struct dense_part *parts, int n)
{
	add_half(sum->four, parts, n, 0);
	add_half(sum->four + DENSE / 8, parts, n, DENSE / 8);
}
