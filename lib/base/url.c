#include "base/url.h"

#include "base/mem.h"

#include <ctype.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

static char *
get_part(CURLU *handle, CURLUPart what, unsigned flags)
{
	char *part = NULL, *copy;

	if (curl_url_get(handle, what, &part, flags) != CURLUE_OK)
		return NULL;
	copy = mem_strdup(part);
	curl_free(part);
	return copy;
}

static void
lower(char *s)
{
	for (; s != NULL && *s != '\0'; s++)
		*s = (char)tolower((unsigned char)*s);
}

int
url_parse(const char *text, struct url *url)
{
	CURLU *handle = curl_url();
	int rc = -1;

	*url = (struct url)URL_INIT;
	if (handle == NULL || curl_url_set(handle, CURLUPART_URL, text,
				  CURLU_URLENCODE) != CURLUE_OK)
		goto out;
	url->scheme = get_part(handle, CURLUPART_SCHEME, 0);
	url->host = get_part(handle, CURLUPART_HOST, 0);
	url->port = get_part(handle, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
	url->path = get_part(handle, CURLUPART_PATH, 0);
	url->query = get_part(handle, CURLUPART_QUERY, 0);
	lower(url->scheme);
	lower(url->host);
	if (url->scheme != NULL && url->host != NULL && url->path != NULL &&
	    (strcmp(url->scheme, "http") == 0 ||
		strcmp(url->scheme, "https") == 0))
		rc = 0;
out:
	curl_url_cleanup(handle);
	if (rc == -1)
		url_release(url);
	return rc;
}

void
url_release(struct url *url)
{
	free(url->scheme);
	free(url->host);
	free(url->port);
	free(url->path);
	free(url->query);
	*url = (struct url)URL_INIT;
}

void
url_add_escaped(struct buf *buf, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (isalnum(c) || strchr("-._~", c) != NULL)
			buf_addc(buf, *s);
		else
			buf_addf(buf, "%%%02X", c);
	}
}

bool
url_is_loopback(const char *host)
{
	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	       strcmp(host, "::1") == 0 ||
	       (strncmp(host, "127.", 4) == 0 &&
		   strspn(host, "0123456789.") == strlen(host));
}
