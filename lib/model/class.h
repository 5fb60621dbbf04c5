/*
 * What a post does for its readers: the eight classes of the codebook.
 */
#ifndef MODEL_CLASS_H
#define MODEL_CLASS_H

#include <stddef.h>

enum post_class {
	CLASS_ANSWER,
	CLASS_LINK,
	CLASS_INSIGHT,
	CLASS_AMPLIFY,
	CLASS_ASK,
	CLASS_PROMOTE,
	CLASS_CHATTER,
	CLASS_OTHER,
	CLASS_COUNT
};

enum class_group { GROUP_GIVE, GROUP_TAKE, GROUP_NEUTRAL, GROUP_EXCLUDED };

struct class_info {
	const char *name;    /* stable: JSON, CSV, archive */
	const char *meaning; /* one line for people */
	enum class_group group;
};

extern const struct class_info class_info[CLASS_COUNT];

/* The class of a name, or -1. */
int class_by_name(const char *name);

#endif
