#include "model/post.h"

const char *
state_name(enum state state)
{
	static const char *const names[] = {
	    [STATE_PUBLIC] = "public",
	    [STATE_DELETED] = "deleted",
	    [STATE_PROTECTED] = "protected",
	    [STATE_SUSPENDED] = "suspended",
	    [STATE_WITHHELD] = "withheld",
	    [STATE_MISSING] = "missing",
	};

	return names[state];
}
