#include "givetake/progress.h"

#include "base/clock.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#define QUIET_MS    400 /* work shorter than this shows nothing */
#define INTERVAL_MS 100
#define BAR_CELLS   24

void
progress_begin(struct progress *progress, const char *what, bool quiet)
{
	*progress = (struct progress){
	    .what = what,
	    .started_ms = clock_monotonic_ms(),
	    .enabled = !quiet && isatty(STDERR_FILENO),
	};
}

static bool
is_time(struct progress *progress)
{
	int64_t now = clock_monotonic_ms();

	if (!progress->enabled || now - progress->started_ms < QUIET_MS ||
	    now - progress->shown_ms < INTERVAL_MS)
		return false;
	progress->shown_ms = now;
	progress->on_screen = true;
	return true;
}

static void
draw_bar(int64_t done, int64_t total)
{
	int full = (int)(done * BAR_CELLS / total);

	fputs(" [", stderr);
	for (int i = 0; i < BAR_CELLS; i++)
		fputc(i < full ? '#' : '.', stderr);
	fputc(']', stderr);
}

/* What took long for the first hundredths says little of the others. */
static bool
can_guess(int64_t done, int64_t total)
{
	return done < total && done >= total / 50 && done > 0;
}

void
progress_show(struct progress *progress, int64_t done, int64_t total,
    const char *unit)
{
	int64_t ms;

	if (!is_time(progress))
		return;
	ms = progress->shown_ms - progress->started_ms;
	fprintf(stderr, "\r%s", progress->what);
	if (total > 0 && done <= total)
		draw_bar(done, total);
	fprintf(stderr, " %" PRId64, done);
	if (total > 0)
		fprintf(stderr, " of %" PRId64, total);
	fprintf(stderr, " %s, %" PRId64 "/s", unit, done * 1000 / ms);
	if (can_guess(done, total))
		fprintf(stderr, ", %" PRId64 " s left",
		    (total - done) * ms / done / 1000);
	fputs("\033[K", stderr);
}

void
progress_show_way(struct progress *progress, int64_t done, int64_t total,
    int64_t count, const char *unit)
{
	int64_t ms;

	if (!is_time(progress))
		return;
	ms = progress->shown_ms - progress->started_ms;
	fprintf(stderr, "\r%s", progress->what);
	if (total > 0 && done <= total) {
		draw_bar(done, total);
		fprintf(stderr, " %" PRId64 "%%,", done * 100 / total);
	}
	fprintf(stderr, " %" PRId64 " %s, %" PRId64 "/s", count, unit,
	    count * 1000 / ms);
	if (can_guess(done, total))
		fprintf(stderr, ", %" PRId64 " s left",
		    (total - done) / (done / ms + 1) / 1000);
	fputs("\033[K", stderr);
}

void
progress_say(struct progress *progress, const char *text)
{
	if (!progress->enabled)
		return;
	progress->on_screen = true;
	fprintf(stderr, "\r%s\033[K", text);
}

void
progress_end(struct progress *progress)
{
	if (progress->on_screen)
		fputs("\r\033[K", stderr);
	progress->on_screen = false;
}
