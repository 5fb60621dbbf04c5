#include "model/post.h"

#include <string.h>

static const char *const names[] = {
    [STATE_PUBLIC] = "public",
    [STATE_DELETED] = "deleted",
    [STATE_PROTECTED] = "protected",
    [STATE_SUSPENDED] = "suspended",
    [STATE_WITHHELD] = "withheld",
    [STATE_MISSING] = "missing",
};

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
