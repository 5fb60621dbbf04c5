#include "givetake/observing.h"

#include "base/utf8.h"

#include <string.h>

#define MAX_TEXT 4000

int
observe_find(struct store *store, const char *name,
    struct observation *observation, struct err *err)
{
	int rc;

	if (name != NULL)
		return store_observation_find(store, name, observation, err);
	rc = store_observation_current(store, observation, err);
	if (rc == 1)
		return err_set(err, ERR_NOT_FOUND,
		    "no observation was begun yet; see: givetake observe start "
		    "--help");
	return rc;
}

int
observe_find_running(struct store *store, const char *name,
    struct observation *observation, struct err *err)
{
	if (observe_find(store, name, observation, err) == -1)
		return -1;
	if (observation->ended_at == 0)
		return 0;
	if (name == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "no observation runs; see: givetake observe list");
	return err_set(err, ERR_USAGE,
	    "the observation \"%s\" has ended; what it found is frozen", name);
}

int
observe_check_text(const char *what, const char *text, struct err *err)
{
	if (text == NULL)
		return 0;
	if (*text == '\0' || strlen(text) > MAX_TEXT)
		return err_set(err, ERR_USAGE, "%s: give 1 to %d bytes of text",
		    what, MAX_TEXT);
	if (!utf8_is_valid(text, strlen(text)))
		return err_set(err, ERR_USAGE, "%s: this is not UTF-8", what);
	return 0;
}
