#include "score/dense.h"

/* Half a row is what fits into the registers besides one row's own. */
enum { HALF = DENSE / 4 / 2 };

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

void
dense_add(struct dense *sum, const struct dense_part *parts, int n)
{
	for (int from = 0; from < DENSE / 4; from += HALF)
		add_half(sum->four + from, parts, n, from);
}
