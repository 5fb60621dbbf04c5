#include "score/place.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

static uint64_t
hash_text(const char *s)
{
	return hash_bytes(HASH_START, s, strlen(s));
}

static char *
lower_copy(struct arena *arena, const char *s, size_t len)
{
	char *copy = arena_copy(arena, s, len);

	for (char *p = copy; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	return copy;
}

/* The host of an address, in lower case without "www."; *rest is what
 * follows it. */
static char *
host_of(const char *url, struct arena *arena, const char **rest)
{
	const char *scheme = strstr(url, "://");
	const char *from = scheme == NULL ? url : scheme + 3;
	size_t len = strcspn(from, "/?#");
	const char *name = from;
	char *host;

	*rest = from + len;
	for (size_t i = 0; i < len; i++)
		if (from[i] == '@')
			name = from + i + 1;
	host = lower_copy(arena, name, (size_t)(from + len - name));
	host[strcspn(host, ":")] = '\0';
	return strncmp(host, "www.", 4) == 0 ? host + 4 : host;
}

/* The last n labels of a host. */
static const char *
last_labels(const char *host, int n)
{
	const char *p = host + strlen(host);

	while (p > host && (p[-1] != '.' || --n > 0))
		p--;
	return p;
}

static const char *
domain_of(const struct knowledge *k, const char *host)
{
	const char *two = last_labels(host, 2);
	uint32_t sets = knowledge_sets(k, hash_text(two));

	if (two != host && sets & (1U << SET_SECOND | 1U << SET_SUBTENANT))
		return last_labels(host, 3);
	return two;
}

static const char *
find_any_case(const char *s, const char *word)
{
	size_t len = strlen(word);

	for (; *s != '\0'; s++) {
		size_t i = 0;

		while (i < len && s[i] != '\0' &&
		       utf8_lower((unsigned char)s[i]) == (uint32_t)word[i])
			i++;
		if (i == len)
			return s;
	}
	return NULL;
}

/* The host of an address that stands in the path or the query. */
static const char *
embedded_in(const char *rest, struct arena *arena)
{
	static const char *const marks[] = {"http:/", "https:/"};
	static const char *const coded[] = {"http%3a", "https%3a"};
	const char *after;

	for (int i = 0; i < 2; i++) {
		const char *at = strstr(rest, marks[i]);

		if (at == NULL)
			continue;
		at += strlen(marks[i]);
		/* "http:/x" as some shorten it has no host. */
		return *at == '/' ? host_of(at + 1, arena, &after) : "";
	}
	/* Most have nothing coded. */
	for (int i = 0; i < 2 && strchr(rest, '%') != NULL; i++) {
		const char *at = find_any_case(rest, coded[i]);
		char *plain, *to;

		if (at == NULL)
			continue;
		to = plain = arena_alloc(arena, strlen(at) + 1);
		for (; *at != '\0'; at++) {
			bool colon = find_any_case(at, "%3a") == at;

			*to++ = colon                            ? ':'
				: find_any_case(at, "%2f") == at ? '/'
								 : *at;
			if (to[-1] != *at)
				at += 2;
		}
		*to = '\0';
		return strstr(plain, "://") != NULL
			   ? host_of(plain, arena, &after)
			   : "";
	}
	return "";
}

/* The tenant in a path, or NULL: alice of github.com/alice/x. */
static const char *
tenant_of(const struct knowledge *k, const char *path, struct arena *arena)
{
	const char *seg = path + strspn(path, "/");
	size_t len = strcspn(seg, "/");
	const char *next = seg + len + strspn(seg + len, "/");
	char *tenant;

	if (*next != '\0' && knowledge_has(k, SET_SKIP_SEGMENT,
				 hash_bytes(HASH_START, seg, len))) {
		seg = next;
		len = strcspn(seg, "/");
	}
	if (len == 0 ||
	    knowledge_has(k, SET_NO_TENANT, hash_bytes(HASH_START, seg, len)))
		return NULL;
	tenant = lower_copy(arena, seg, len);
	return tenant + strspn(tenant, "@");
}

static void
name_key(struct place_of_link *place, const struct knowledge *k,
    const char *raw_path, struct arena *arena)
{
	const char *domain = domain_of(k, place->host_text);

	place->key_text = domain;
	place->label = arena_copy(arena, domain, strcspn(domain, "."));
	if (knowledge_has(k, SET_PATHTENANT, hash_text(domain))) {
		const char *tenant = tenant_of(k, raw_path, arena);
		size_t size = strlen(domain) + 2;
		char *text;

		place->label = tenant == NULL ? "" : tenant;
		if (tenant != NULL) {
			text = arena_alloc(arena, size + strlen(tenant));
			memcpy(text, domain, size - 2);
			text[size - 2] = '/';
			memcpy(text + size - 1, tenant, strlen(tenant) + 1);
			place->key_text = text;
		}
	}
	place->key = hash_text(place->key_text);
}

void
place_of(struct place_of_link *place, const struct knowledge *k,
    const char *url, struct arena *arena)
{
	const char *rest, *real;
	char *host = host_of(url, arena, &rest);
	uint64_t hash = hash_text(host);
	size_t path_len = strcspn(rest, "?#");
	const char *query = rest + path_len;
	char *path = arena_copy(arena, rest, path_len);

	real = knowledge_vanity(k, hash);
	place->is_short =
	    (knowledge_has(k, SET_SHORTENER, hash) ||
		(strncmp(host, "on.", 3) == 0 && strlen(host) < 12)) &&
	    real == NULL;
	place->host_text = real != NULL ? real : host;
	place->host = hash_text(place->host_text);
	query = *query == '?' ? query + 1 : "";
	place->query = lower_copy(arena, query, strcspn(query, "#"));
	place->embedded = embedded_in(rest, arena);
	place->embeds_other = *place->embedded != '\0' &&
			      strcmp(domain_of(k, place->embedded),
				  domain_of(k, place->host_text)) != 0;
	name_key(place, k, path, arena);
	place->path = lower_copy(arena, path, path_len);
}

static size_t
without_underscores(char *to, const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len && n < PLACE_MAX; i++)
		if (s[i] != '_')
			to[n++] = s[i];
	return n;
}

static bool
is_within(const struct knowledge *k, const char *a, size_t a_len, const char *b,
    size_t b_len)
{
	if (a_len < 4 || a_len > b_len ||
	    knowledge_has(k, SET_GENERIC, hash_bytes(HASH_START, a, a_len)))
		return false;
	for (size_t i = 0; i + a_len <= b_len; i++)
		if (memcmp(a, b + i, a_len) == 0)
			return true;
	return false;
}

bool
place_related(const struct knowledge *k, const char *a, size_t a_len,
    const char *b, size_t b_len)
{
	char x[PLACE_MAX], y[PLACE_MAX];
	size_t least, n = 0;

	if (a_len == 0 || b_len == 0)
		return false;
	a_len = without_underscores(x, a, a_len);
	b_len = without_underscores(y, b, b_len);
	least = a_len < b_len ? a_len : b_len;
	if (a_len == b_len && memcmp(x, y, a_len) == 0)
		return true;
	if (is_within(k, x, a_len, y, b_len) ||
	    is_within(k, y, b_len, x, a_len))
		return true;
	while (n < least && x[n] == y[n])
		n++;
	if (n >= 5 && 2 * n >= least)
		return true;
	n = 0;
	while (n < least && x[a_len - 1 - n] == y[b_len - 1 - n])
		n++;
	return n >= 6 && 10 * n >= 6 * least;
}
