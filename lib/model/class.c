#include "model/class.h"

#include <string.h>

const struct class_info class_info[CLASS_COUNT] = {
    [CLASS_ANSWER] = {"answer", "answers somebody with something usable",
	GROUP_GIVE},
    [CLASS_LINK] = {"link", "points to somebody else's material", GROUP_GIVE},
    [CLASS_INSIGHT] = {"insight", "teaches or informs by itself", GROUP_GIVE},
    [CLASS_AMPLIFY] = {"amplify", "passes on or credits somebody else",
	GROUP_GIVE},
    [CLASS_ASK] = {"ask", "asks something a stranger could answer", GROUP_GIVE},
    [CLASS_PROMOTE] = {"promote", "wants something for the author", GROUP_TAKE},
    [CLASS_CHATTER] = {"chatter", "personal, phatic, or bare opinion",
	GROUP_NEUTRAL},
    [CLASS_OTHER] = {"other", "cannot be judged", GROUP_EXCLUDED},
};

int
class_by_name(const char *name)
{
	for (int i = 0; i < CLASS_COUNT; i++)
		if (strcmp(class_info[i].name, name) == 0)
			return i;
	return -1;
}
