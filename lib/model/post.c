#include "model/post.h"

#include <stddef.h>
#include <string.h>

static const char *const names[] = {
    [STATE_PUBLIC] = "public",
    [STATE_DELETED] = "deleted",
    [STATE_PROTECTED] = "protected",
    [STATE_SUSPENDED] = "suspended",
    [STATE_WITHHELD] = "withheld",
    [STATE_MISSING] = "missing",
};

/* Where each counter stands. */
static const size_t counters[METRIC_COUNT] = {
    offsetof(struct metrics, reposts),
    offsetof(struct metrics, replies),
    offsetof(struct metrics, likes),
    offsetof(struct metrics, quotes),
    offsetof(struct metrics, bookmarks),
    offsetof(struct metrics, impressions),
};

int64_t
metrics_get(const struct metrics *metrics, int which)
{
	int64_t value;

	memcpy(&value, (const char *)metrics + counters[which], sizeof(value));
	return value;
}

void
metrics_set(struct metrics *metrics, int which, int64_t value)
{
	memcpy((char *)metrics + counters[which], &value, sizeof(value));
}

const char *
state_name(enum state state)
{
	return names[state];
}

enum state
state_by_name(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(name, names[i]) == 0)
			return (enum state)i;
	return STATE_PUBLIC;
}
