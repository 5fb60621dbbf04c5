#include "model/handle.h"

#include "base/num.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
			      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/* What follows the host in an address on X, or NULL. */
static const char *
skip_site(const char *word)
{
	static const char *const starts[] = {"https://", "http://", "www.",
	    "mobile."};
	static const char *const sites[] = {"x.com/", "twitter.com/"};

	for (size_t i = 0; i < 4; i++)
		if (strncasecmp(word, starts[i], strlen(starts[i])) == 0)
			word += strlen(starts[i]);
	for (size_t i = 0; i < 2; i++)
		if (strncasecmp(word, sites[i], strlen(sites[i])) == 0)
			return word + strlen(sites[i]);
	return NULL;
}

bool
handle_parse(const char *word, struct account_name *name)
{
	const char *path = skip_site(word);
	const char *handle = path != NULL ? path : word;
	size_t len;

	*name = (struct account_name){.id = 0};
	if (path == NULL && num_parse_id(word, &name->id) == 0 && name->id > 0)
		return true;
	name->id = 0;
	handle += *handle == '@';
	len = strspn(handle, letters);
	if (len < 1 || len > HANDLE_MAX)
		return false;
	if (handle[len] != '\0' &&
	    (path == NULL || strchr("/?#", handle[len]) == NULL))
		return false;
	memcpy(name->handle, handle, len);
	return true;
}

bool
handle_parse_post(const char *word, int64_t *id)
{
	const char *path = skip_site(word);
	const char *status = path == NULL ? NULL : strstr(path, "/status/");
	char digits[20];
	size_t len;

	if (status != NULL)
		word = status + strlen("/status/");
	else if (path != NULL)
		return false;
	len = strspn(word, "0123456789");
	if (len < 1 || len > 19 ||
	    (word[len] != '\0' &&
		(status == NULL || strchr("/?#", word[len]) == NULL)))
		return false;
	memcpy(digits, word, len);
	digits[len] = '\0';
	return num_parse_id(digits, id) == 0 && *id > 0;
}
