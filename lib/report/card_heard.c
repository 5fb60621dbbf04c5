#include "report/card_heard.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "score/token.h"

#include <stdlib.h>
#include <string.h>

enum { QUESTION_WORDS = 3 };

bool
heard_is_question(const char *text)
{
	struct token tokens[TOKENS_MAX];
	size_t n = token_split(text, strlen(text), tokens, TOKENS_MAX);
	int words = 0;

	for (size_t i = 0; i < n; i++) {
		if (tokens[i].kind == TOKEN_WORD) {
			words++;
			continue;
		}
		if (tokens[i].kind != TOKEN_POINT)
			continue;
		if (tokens[i].mark == '?' && words >= QUESTION_WORDS &&
		    (i + 1 == n || tokens[i + 1].kind != TOKEN_URL))
			return true;
		words = 0;
	}
	return false;
}

static int
take_rows(struct db *db, enum statement s, struct heard_list *list,
    struct err *err)
{
	int rc;

	while ((rc = db_step(db, s, err)) == 1) {
		list->items = mem_grow(list->items, &list->cap, list->n + 1,
		    sizeof(*list->items));
		list->items[list->n++] = (struct heard){
		    .id = db_int(db, s, 0),
		    .author_id = db_int(db, s, 1),
		    .at = db_int(db, s, 2),
		    .is_question = heard_is_question(db_text(db, s, 3)),
		};
	}
	return rc;
}

static int
compare_heard(const void *a, const void *b)
{
	const struct heard *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

int
heard_load(struct store *store, const struct user *user,
    struct heard_list *list, struct err *err)
{
	struct db *db = store_db(store);
	struct buf handle = BUF_INIT, phrase = BUF_INIT;
	size_t kept = 0;
	int rc;

	rc = db_bind(db, STMT_REPLIES_TO_AUTHOR, err, "i", user->id);
	if (rc == 0)
		rc = take_rows(db, STMT_REPLIES_TO_AUTHOR, list, err);
	if (rc == 0 && user->username != NULL) {
		utf8_add_lower(&handle, user->username, strlen(user->username));
		buf_addf(&phrase, "\"%s\"", handle.data);
		rc = db_bind(db, STMT_POSTS_NAMING, err, "ssi", phrase.data,
		    handle.data, user->id);
		if (rc == 0)
			rc = take_rows(db, STMT_POSTS_NAMING, list, err);
	}
	if (list->n > 0)
		qsort(list->items, list->n, sizeof(*list->items),
		    compare_heard);
	for (size_t i = 0; i < list->n; i++)
		if (kept == 0 || list->items[kept - 1].id != list->items[i].id)
			list->items[kept++] = list->items[i];
	list->n = kept;
	buf_release(&handle);
	buf_release(&phrase);
	return rc;
}

void
heard_release(struct heard_list *list)
{
	free(list->items);
	*list = (struct heard_list){.items = NULL};
}

struct heard *
heard_find(const struct heard_list *list, int64_t id)
{
	const struct heard wanted = {.id = id};

	return list->n == 0 ? NULL
			    : bsearch(&wanted, list->items, list->n,
				  sizeof(wanted), compare_heard);
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

size_t
heard_unique(int64_t *ids, size_t n)
{
	size_t kept = 0;

	if (n > 0)
		qsort(ids, n, sizeof(*ids), compare_ids);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || ids[kept - 1] != ids[i])
			ids[kept++] = ids[i];
	return kept;
}

bool
heard_has(const int64_t *ids, size_t n, int64_t id)
{
	return n > 0 && bsearch(&id, ids, n, sizeof(id), compare_ids) != NULL;
}
