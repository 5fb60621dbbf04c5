#include "score/own_name.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

static const char *const prefixes[] = {"the", "get", "try", "ask", "team",
    "real", "iam", "its"};
static const char *const suffixes[] = {"hq", "app", "inc", "official", "team",
    "support", "helps", "help", "cares", "care", "news", "corp", "ltd", "llc",
    "online", "tweets", "blog", "podcast", "show", "com", "usa", "uk", "us"};

enum { CORE_MIN = 2, WITHIN_MIN = 4, EDIT_MIN = 5 };

/* Take one of them off either end if enough remains. */
static bool
strip(char *core)
{
	size_t len = strlen(core), n;

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		n = strlen(suffixes[i]);
		if (len >= n + CORE_MIN &&
		    strcmp(core + len - n, suffixes[i]) == 0) {
			core[len - n] = '\0';
			return true;
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(prefixes); i++) {
		n = strlen(prefixes[i]);
		if (len >= n + CORE_MIN + 1 &&
		    strncmp(core, prefixes[i], n) == 0) {
			memmove(core, core + n, len - n + 1);
			return true;
		}
	}
	return false;
}

static void
make(struct own_name *name, const char *text, size_t len)
{
	struct buf lower = BUF_INIT;
	size_t n = 0;

	utf8_add_lower(&lower, text, len);
	for (size_t i = 0; i < lower.len && n < OWN_NAME_MAX - 1; i++) {
		unsigned char c = (unsigned char)lower.data[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c >= 0x80)
			name->whole[n++] = (char)c;
	}
	name->whole[n] = '\0';
	buf_release(&lower);
	memcpy(name->core, name->whole, n + 1);
	while (strip(name->core))
		continue;
}

void
own_name_make(struct own_name *name, const char *text)
{
	make(name, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
}

static bool
is_within(const char *a, const char *b)
{
	return (strlen(a) >= WITHIN_MIN && strstr(b, a) != NULL) ||
	       (strlen(b) >= WITHIN_MIN && strstr(a, b) != NULL);
}

enum own_likeness
own_name_compare(const struct own_name *a, const struct own_name *b)
{
	size_t len_a = strlen(a->core), len_b = strlen(b->core);

	if (len_a < CORE_MIN || len_b < CORE_MIN)
		return OWN_UNLIKE;
	if (strcmp(a->whole, b->whole) == 0 || strcmp(a->core, b->core) == 0)
		return OWN_SAME;
	if (is_within(a->core, b->core) ||
	    (len_a >= EDIT_MIN && len_b >= EDIT_MIN &&
		text_distance(a->core, b->core) <= 1))
		return OWN_LIKE;
	return OWN_UNLIKE;
}

enum own_likeness
own_name_of_site(const struct own_name *name, const char *key)
{
	const char *slash = strrchr(key, '/');
	struct own_name part;
	enum own_likeness label, whole;

	if (slash != NULL) {
		own_name_make(&part, slash + 1);
		return own_name_compare(name, &part);
	}
	make(&part, key, strcspn(key, "."));
	label = own_name_compare(name, &part);
	own_name_make(&part, key);
	whole = strcmp(part.whole, name->whole) == 0 ? OWN_SAME : OWN_UNLIKE;
	return label > whole ? label : whole;
}
