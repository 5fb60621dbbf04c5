#include "score/site.h"

#include "base/url.h"
#include "score/site_table.h"

#include <libpsl.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

static bool
is_address(const char *host)
{
	return strspn(host, "0123456789.") == strlen(host);
}

/* Append to the key as far as there is room. */
static size_t
add_key(struct site *site, size_t len, const char *s, size_t n)
{
	if (n > SITE_KEY_MAX - 1 - len)
		n = SITE_KEY_MAX - 1 - len;
	for (size_t i = 0; i < n; i++) {
		bool is_upper = s[i] >= 'A' && s[i] <= 'Z';

		site->key[len + i] = (char)(s[i] | (is_upper ? 0x20 : 0));
	}
	site->key[len + n] = '\0';
	return len + n;
}

/* Take the segment of n bytes at s as the tenant of host. */
static void
set_tenant(struct site *site, const char *prefix, size_t prefix_len,
    const char *s, size_t n)
{
	size_t len = add_key(site, strlen(site->key), "/", 1);

	len = add_key(site, len, prefix, prefix_len);
	site->tenant = (int)len + (s[0] == '@' || s[0] == '~');
	len = add_key(site, len, s, n);
	site->tenant_len = (int)len - site->tenant;
	site->kind = SITE_TENANT;
}

static size_t
segment_len(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end && s[n] != '/')
		n++;
	return n;
}

/* Try one place ("@", "c/", "*", "-about") of n bytes on the path; true when
 * it settles the matter. */
static bool
try_place(struct site *site, const char *place, size_t n, const char *path,
    const char *end)
{
	size_t first = segment_len(path, end);
	const char *next = path + first + 1;

	if (place[0] == '-')
		return first == n - 1 &&
		       strncasecmp(place + 1, path, n - 1) == 0;
	if (place[n - 1] == '/') {
		if (first != n - 1 || next >= end ||
		    strncasecmp(place, path, first) != 0 ||
		    segment_len(next, end) == 0)
			return false;
		set_tenant(site, place, n, next, segment_len(next, end));
		return true;
	}
	if (place[0] == '*' ? first == 0 : first < 2 || path[0] != place[0])
		return false;
	set_tenant(site, "", 0, path, first);
	return true;
}

/* A platform's host with its path: who is the tenant?  What must not be
 * taken for one ("-about") is tried first. */
static void
find_tenant(struct site *site, const char *places,
    const struct url_parts *parts)
{
	const char *path = parts->path, *end = path + parts->path_len;

	site->kind = SITE_PLATFORM;
	if (path == end || *path++ != '/')
		return;
	for (int pass = 0; pass < 2; pass++) {
		for (const char *p = places; *p != '\0';) {
			size_t n = strcspn(p, " ");

			if ((*p == '-') == (pass == 0) &&
			    try_place(site, p, n, path, end))
				return;
			p += n + (p[n] == ' ');
		}
	}
}

static bool
has_segment(const char *path, const char *end, const char *wanted)
{
	size_t len = strlen(wanted);

	for (; path < end; path += segment_len(path, end) + 1)
		if (segment_len(path, end) == len &&
		    strncasecmp(path, wanted, len) == 0)
			return true;
	return false;
}

/* X's own pages: whose they are, or an upload. */
static void
find_internal(struct site *site, const struct url_parts *parts)
{
	static const char places[] =
	    "* -i -search -home -hashtag -intent -share -explore -settings "
	    "-login -signup -tos -privacy -about -messages -notifications";
	const char *end = parts->path + parts->path_len;

	add_key(site, 0, "x.com", 5);
	find_tenant(site, places, parts);
	site->kind = SITE_INTERNAL;
	if (has_segment(parts->path, end, "status") &&
	    (has_segment(parts->path, end, "photo") ||
		has_segment(parts->path, end, "video")))
		site->kind = SITE_MEDIA;
}

static void
mark_path(const struct sites *sites, struct site *site,
    const struct url_parts *parts)
{
	const char *p = parts->path, *end = p + parts->path_len;
	char lower[24];

	if (parts->path_len <= 1 && parts->query_len == 0)
		site->marks |= SITE_HOME;
	for (int depth = 0; p < end && depth < 6; depth++) {
		const struct site_row *row;
		size_t n = segment_len(++p, end);

		if (n > 0 && n < sizeof(lower)) {
			for (size_t i = 0; i < n; i++)
				lower[i] =
				    (char)(p[i] |
					   (p[i] >= 'A' && p[i] <= 'Z' ? 0x20
								       : 0));
			row = site_table_row(sites, '/', lower, n);
			site->marks |= row != NULL ? row->marks : 0;
		}
		p += n;
	}
}

static void
mark_query(const struct sites *sites, struct site *site,
    const struct url_parts *parts)
{
	const char *p = parts->query, *end = p + parts->query_len;

	while (p < end) {
		size_t n = 0;
		const struct site_row *row;

		while (p + n < end && p[n] != '&' && p[n] != '=')
			n++;
		row = site_table_row(sites, '?', p, n);
		if (row != NULL &&
		    strncmp(site->key, row->scope, strlen(row->scope)) == 0)
			site->marks |= row->marks;
		p += n;
		while (p < end && *p != '&')
			p++;
		p++;
	}
}

/* A host that no row settles: its registrable domain.  Two labels are one,
 * whatever the list says: nothing is registered under fewer. */
static void
find_domain(const struct sites *sites, struct site *site, const char *host,
    size_t len)
{
	const psl_ctx_t *psl = site_table_suffixes(sites);
	const char *domain = NULL;

	if (psl != NULL && strchr(host, '.') != strrchr(host, '.') &&
	    !is_address(host))
		domain = psl_registrable_domain(psl, host);
	if (domain != NULL)
		add_key(site, 0, domain, strlen(domain));
	else
		add_key(site, 0, host, len);
	site->kind = SITE_PLAIN;
}

/* A host that a row knows; at is where the known part begins. */
static void
find_known(const struct sites *sites, struct site *site,
    const struct site_row *row, const struct url_parts *parts, size_t at)
{
	const char *host = parts->host, *name = host + at;
	const struct site_row *known;
	size_t label = at;

	if (row->flags & SITE_ROW_INTERNAL) {
		find_internal(site, parts);
		return;
	}
	if (row->flags & SITE_ROW_VANITY) {
		/* The path means nothing there, but the host may be known. */
		name = row->vanity;
		known = site_table_row(sites, '\0', name, strlen(name));
		add_key(site, 0, name, strlen(name));
		site->kind =
		    known != NULL &&
			    (known->flags & (SITE_ROW_PATH | SITE_ROW_SUB |
						SITE_ROW_PLATFORM))
			? SITE_PLATFORM
			: SITE_PLAIN;
		return;
	}
	while (label > 0 && (label == at || host[label - 1] != '.'))
		label--;
	if ((row->flags & SITE_ROW_SUB) && at > 0 &&
	    strncmp(host + label, "www.", 4) != 0) {
		site->tenant_len = (int)(at - 1 - label);
		add_key(site, 0, host + label, parts->host_len - label);
		site->kind = SITE_TENANT;
		return;
	}
	add_key(site, 0, name, strlen(name));
	if (row->flags & SITE_ROW_PATH)
		find_tenant(site, row->places, parts);
	else if (row->flags & SITE_ROW_MEDIA)
		site->kind = SITE_MEDIA;
	else if (row->flags & SITE_ROW_OPAQUE)
		site->kind = SITE_OPAQUE;
	else if (row->flags & (SITE_ROW_PLATFORM | SITE_ROW_SUB))
		site->kind = SITE_PLATFORM;
	else
		find_domain(sites, site, host, parts->host_len);
}

void
site_of(const struct sites *sites, const char *url, struct site *site)
{
	struct url_parts parts;
	const struct site_row *row, *first;
	size_t at = 0, label;

	site->kind = SITE_NONE;
	site->marks = 0;
	site->tenant = site->tenant_len = 0;
	site->key[0] = '\0';
	if (url == NULL || !url_split(url, &parts))
		return;
	if (strncmp(parts.host, "www.", 4) == 0 &&
	    strchr(parts.host + 4, '.') != NULL) {
		parts.host_len -= 4;
		memmove(parts.host, parts.host + 4, parts.host_len + 1);
	}
	row = site_table_host(sites, parts.host, parts.host_len, &at);
	if (row != NULL) {
		site->marks |= row->marks;
		find_known(sites, site, row, &parts, at);
	} else {
		find_domain(sites, site, parts.host, parts.host_len);
	}
	label = strcspn(parts.host, ".") + 1;
	if (label < parts.host_len) {
		first = site_table_row(sites, '\0', parts.host, label);
		site->marks |= first != NULL ? first->marks : 0;
	}
	mark_path(sites, site, &parts);
	mark_query(sites, site, &parts);
}

bool
site_is_real(const struct sites *sites, const char *url)
{
	const psl_ctx_t *psl = site_table_suffixes(sites);
	struct url_parts parts;
	const char *top;

	if (!url_split(url, &parts) || psl == NULL)
		return false;
	top = strrchr(parts.host, '.');
	return top != NULL && psl_is_public_suffix2(psl, top + 1,
				  PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}

const char *
site_kind_name(enum site_kind kind)
{
	static const char *const names[] = {
	    [SITE_PLAIN] = "plain",
	    [SITE_TENANT] = "tenant",
	    [SITE_PLATFORM] = "platform",
	    [SITE_OPAQUE] = "opaque",
	    [SITE_INTERNAL] = "internal",
	    [SITE_MEDIA] = "media",
	    [SITE_NONE] = "none",
	};

	return names[kind];
}
