#include "report/cells.h"

#include "base/mem.h"

#include <inttypes.h>
#include <math.h>

void
cells_put_median(struct out *out, const struct median *median, int digits)
{
	out_real(out, median->value, digits);
	out_real(out, median->low, digits);
	out_real(out, median->high, digits);
}

void
cells_add_span(struct buf *buf, double seconds)
{
	static const struct {
		double from, size;
		const char *unit;
		int digits;
	} units[] = {{2 * 86400, 86400, "d", 1}, {2 * 3600, 3600, "h", 1},
	    {120, 60, "min", 0}, {0, 1, "s", 0}};

	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (seconds >= units[i].from) {
			buf_addf(buf, "%.*f %s", units[i].digits,
			    seconds / units[i].size, units[i].unit);
			return;
		}
}

/* "value (low to high)", absent without a value. */
static void
put_between(struct out *out, const struct median *median,
    void (*add)(struct buf *buf, double value))
{
	struct buf text = BUF_INIT;

	if (isfinite(median->value)) {
		add(&text, median->value);
		if (isfinite(median->low)) {
			buf_adds(&text, " (");
			add(&text, median->low);
			buf_adds(&text, " to ");
			add(&text, median->high);
			buf_addc(&text, ')');
		}
	}
	out_text(out, text.len > 0 ? text.data : NULL);
	buf_release(&text);
}

void
cells_put_spans(struct out *out, const struct median *median)
{
	put_between(out, median, cells_add_span);
}

static void
add_value(struct buf *buf, double value)
{
	buf_addf(buf, value == floor(value) ? "%.0f" : "%.1f", value);
}

void
cells_put_range(struct out *out, const struct median *median)
{
	put_between(out, median, add_value);
}

void
cells_put_count(struct out *out, int64_t count)
{
	if (count < 0)
		out_text(out, NULL);
	else
		out_int(out, count);
}

void
cells_put_recent(struct out *out, const struct recent *recent)
{
	out_posts(out, recent->ids, recent->n);
}

void
cells_add_account(struct buf *buf, const char *handle, int64_t id)
{
	if (handle != NULL)
		buf_addf(buf, "@%s", handle);
	else
		buf_addf(buf, "%" PRId64, id);
}
