#include "poll/schedule.h"

#define DAY 86400.0
/* Asked once in so much of the time that it has been silent. */
#define SILENCE_SHARE 0.1

const struct schedule schedule_default = {300, 43200, 5};

int64_t
schedule_due(const struct schedule *schedule,
    const struct schedule_facts *facts)
{
	double pause = (double)schedule->max_s;
	double silence = 0;

	if (facts->polled_at == 0)
		return 0;
	if (facts->posts_per_day > 0)
		pause = schedule->posts * DAY / facts->posts_per_day;
	if (facts->newest_at != 0 && facts->polled_at > facts->newest_at)
		silence = (double)(facts->polled_at - facts->newest_at);
	if (pause < silence * SILENCE_SHARE)
		pause = silence * SILENCE_SHARE;
	if (pause > (double)schedule->max_s)
		pause = (double)schedule->max_s;
	if (pause < (double)schedule->min_s)
		pause = (double)schedule->min_s;
	return facts->polled_at + (int64_t)pause;
}
