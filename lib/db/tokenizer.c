#include "db/tokenizer.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The tokenizer that does the rest of the work. */
struct tokenizer {
	fts5_tokenizer inner;
	Fts5Tokenizer *inner_handle; /* own */
};

struct sink {
	void *arg;
	int (*token)(void *, int, const char *, int, int, int);
	const char *text; /* the text as indexed, for offsets */
};

static fts5_api *
fts5_api_of(sqlite3 *handle)
{
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &stmt, NULL) ==
	    SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return api;
}

static int
create(void *context, const char **args, int n_args, Fts5Tokenizer **out)
{
	fts5_api *api = context;
	static const char *inner_args[] = {"remove_diacritics", "2"};
	struct tokenizer *t = mem_alloc(1, sizeof(*t));
	void *inner_context = NULL;
	int rc;

	(void)args;
	(void)n_args;
	rc = api->xFindTokenizer(api, "unicode61", &inner_context, &t->inner);
	if (rc == SQLITE_OK)
		rc = t->inner.xCreate(inner_context, inner_args, 2,
		    &t->inner_handle);
	if (rc != SQLITE_OK) {
		free(t);
		return rc;
	}
	*out = (Fts5Tokenizer *)t;
	return SQLITE_OK;
}

static void
destroy(Fts5Tokenizer *handle)
{
	struct tokenizer *t = (struct tokenizer *)handle;

	t->inner.xDelete(t->inner_handle);
	free(t);
}

/* Pass on a token of the inner tokenizer; start and end are bytes of the
 * text.  A run without blanks is passed on character by character. */
static int
split_token(void *arg, int flags, const char *token, int len, int start,
    int end)
{
	struct sink *sink = arg;
	int rc = SQLITE_OK, from = 0, i = 0;
	uint32_t c;

	while (i < len && rc == SQLITE_OK) {
		int n;

		if ((unsigned char)token[i] < 0x80) { /* nearly always */
			i++;
			continue;
		}
		n = (int)utf8_decode(token + i, (size_t)(len - i), &c);
		if (!utf8_is_unspaced(c)) {
			i += n;
			continue;
		}
		if (from < i)
			rc = sink->token(sink->arg, flags, token + from,
			    i - from, start, end);
		if (rc == SQLITE_OK)
			rc = sink->token(sink->arg, flags, token + i, n, start,
			    end);
		i += n;
		from = i;
	}
	if (from < len && rc == SQLITE_OK)
		rc = sink->token(sink->arg, flags, token + from, len - from,
		    start, end);
	return rc;
}

static bool
is_ascii(const char *text, int len)
{
	unsigned char all = 0;

	for (int i = 0; i < len; i++)
		all |= (unsigned char)text[i];
	return all < 0x80;
}

static int
tokenize(Fts5Tokenizer *handle, void *arg, int flags, const char *text, int len,
    int (*token)(void *, int, const char *, int, int, int))
{
	struct tokenizer *t = (struct tokenizer *)handle;
	struct sink sink = {arg, token, text};

	if (is_ascii(text, len)) /* nothing to split */
		return t->inner.xTokenize(t->inner_handle, arg, flags, text,
		    len, token);
	return t->inner.xTokenize(t->inner_handle, &sink, flags, text, len,
	    split_token);
}

int
tokenizer_register(sqlite3 *handle)
{
	fts5_api *api = fts5_api_of(handle);
	fts5_tokenizer tokenizer = {create, destroy, tokenize};

	if (api == NULL)
		return SQLITE_ERROR;
	return api->xCreateTokenizer(api, "givetake", api, &tokenizer, NULL);
}
