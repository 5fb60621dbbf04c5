#include "base/url.h"

#include "base/idn.h"
#include "base/mem.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* Copy a host, ASCII in lower case at once, other scripts by the long way. */
static size_t
copy_host(const char *host, size_t len, char *out, size_t size)
{
	size_t i;

	if (len > 0 && host[len - 1] == '.')
		len--;
	if (len == 0 || len >= size)
		return 0;
	for (i = 0; i < len; i++) {
		char c = host[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		else if ((c < 'a' || c > 'z') && (c < '0' || c > '9') &&
			 c != '-' && c != '_' &&
			 (c != '.' || i == 0 || host[i - 1] == '.'))
			break;
		out[i] = c;
	}
	if (i < len)
		return (unsigned char)host[i] < 0x80
			   ? 0
			   : idn_to_ascii(host, len, out, size);
	out[len] = '\0';
	return len;
}

/* The host within "user@host:port"; false when that cannot be one. */
static bool
find_host(const char **host, size_t *len, bool has_scheme)
{
	const char *at = NULL, *colon;

	for (size_t i = 0; i < *len; i++)
		if ((*host)[i] == '@')
			at = *host + i;
	if (at != NULL) {
		if (!has_scheme)
			return false;
		*len -= (size_t)(at + 1 - *host);
		*host = at + 1;
	}
	colon = memchr(*host, ':', *len);
	if (colon != NULL) {
		size_t port = *len - (size_t)(colon + 1 - *host);

		if (strspn(colon + 1, "0123456789") < port)
			return false;
		*len = (size_t)(colon - *host);
	}
	return has_scheme || memchr(*host, '.', *len) != NULL;
}

bool
url_split(const char *text, struct url_parts *parts)
{
	bool has_scheme = true;
	const char *host = text, *rest;
	size_t len;

	if (strncasecmp(text, "https://", 8) == 0)
		host += 8;
	else if (strncasecmp(text, "http://", 7) == 0)
		host += 7;
	else
		has_scheme = false;
	len = strcspn(host, "/\\?#");
	rest = host + len;
	parts->host[0] = '\0';
	parts->host_len = 0;
	if (!find_host(&host, &len, has_scheme))
		return false;
	parts->host_len =
	    copy_host(host, len, parts->host, sizeof(parts->host));
	parts->path = rest;
	parts->path_len = strcspn(rest, "?#");
	rest += parts->path_len;
	parts->query = *rest == '?' ? rest + 1 : rest;
	parts->query_len = *rest == '?' ? strcspn(parts->query, "#") : 0;
	if (parts->host_len == 0)
		parts->host[0] = '\0';
	return parts->host_len > 0;
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
	struct in_addr address;

	return strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0 ||
	       strcmp(host, "::1") == 0 ||
	       (strncmp(host, "127.", 4) == 0 &&
		   inet_pton(AF_INET, host, &address) == 1);
}

const char *
url_version(void)
{
	return curl_version_info(CURLVERSION_NOW)->version;
}
