#include "learn/cases.h"

#include "base/mem.h"
#include "store/post.h"
#include "store/user.h"

#include <stdlib.h>

/* The accounts that wrote labelled posts, in the order of the labels. */
static int
find_accounts(struct cases *cases, struct store *store,
    const struct labels *labels, struct err *err)
{
	struct hash_map seen = HASH_MAP_INIT;
	struct arena arena = ARENA_INIT;
	struct stored_post post;
	size_t cap = 0;
	int rc = 0;

	for (size_t i = 0; i < labels->n && rc != -1; i++) {
		uint64_t key;

		rc = store_post_get(store, labels->items[i].id, &arena, &post,
		    err);
		cases->n_missing += rc == 1;
		if (rc != 0)
			continue;
		key = hash_mix(HASH_START, (uint64_t)post.post.author_id);
		if (hash_map_get(&seen, key) >= 0)
			continue;
		hash_map_set(&seen, key, 1);
		cases->accounts = mem_grow(cases->accounts, &cap,
		    cases->n_accounts + 1, sizeof(*cases->accounts));
		cases->accounts[cases->n_accounts++].user_id =
		    post.post.author_id;
		arena_reset(&arena);
	}
	hash_map_release(&seen);
	arena_release(&arena);
	return rc == -1 ? -1 : 0;
}

static int
find_related(struct store *store, int64_t id, struct arena *arena,
    struct related *related, struct err *err)
{
	struct post *found;
	struct user *author;
	int rc;

	if (id == 0)
		return 0;
	found = arena_alloc(arena, sizeof(*found));
	author = arena_alloc(arena, sizeof(*author));
	rc = store_post_referred(store, id, arena, found, author, err);
	if (rc != 0)
		return rc == -1 ? -1 : 0;
	related->post = found;
	if (author->id != 0)
		related->author = author;
	return 0;
}

static int
read_account(struct cases *cases, struct case_account *a, struct store *store,
    bool lean, struct err *err)
{
	struct user *user = arena_zero(&a->arena, 1, sizeof(*user));
	struct stored_post *posts;
	struct subject *subjects = NULL;
	/* Without what the user said belongs to it. */
	struct account_context context = {.user = user};
	size_t n;
	int rc = -1;

	if (store_user_get(store, a->user_id, &a->arena, user, err) == -1 ||
	    store_posts_of(store, a->user_id, &a->arena, &posts, &n, err) == -1)
		return -1;
	subjects = mem_alloc(n + 1, sizeof(*subjects));
	for (size_t i = 0; i < n; i++) {
		const struct post *post = &posts[i].post;

		subjects[i].post = post;
		if ((!lean && find_related(store, post->reply_to_id, &a->arena,
				  &subjects[i].parent, err) == -1) ||
		    find_related(store, post->repost_of_id, &a->arena,
			&subjects[i].reposted, err) == -1)
			goto out;
	}
	study_make(&a->study, cases->knowledge, &context, subjects, n);
	bonds_make(&a->bonds, &a->study);
	rc = 0;
out:
	free(subjects);
	return rc;
}

static void
number_rows(struct cases *cases, const struct labels *labels)
{
	for (size_t i = 0; i < cases->n_accounts; i++) {
		cases->accounts[i].first = cases->n_rows;
		cases->n_rows += cases->accounts[i].study.n;
	}
	cases->labels = mem_alloc(cases->n_rows + 1, sizeof(struct label *));
	cases->account = mem_alloc(cases->n_rows + 1, sizeof(int));
	for (size_t i = 0; i < cases->n_accounts; i++) {
		const struct case_account *a = &cases->accounts[i];

		for (size_t k = 0; k < a->study.n; k++) {
			cases->account[a->first + k] = (int)i;
			cases->labels[a->first + k] =
			    labels_find(labels, a->study.readings[k].post->id);
		}
	}
}

int
cases_gather(struct cases *cases, struct store *store,
    const struct knowledge *knowledge, const struct labels *labels, bool lean,
    struct err *err)
{
	*cases = (struct cases){.knowledge = knowledge};
	if (find_accounts(cases, store, labels, err) == -1)
		return -1;
	if (cases->n_accounts == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "none of the labelled posts is in the archive; import "
		    "them first");
	for (size_t i = 0; i < cases->n_accounts; i++)
		if (read_account(cases, &cases->accounts[i], store, lean,
			err) == -1)
			return -1;
	number_rows(cases, labels);
	return 0;
}

void
cases_release(struct cases *cases)
{
	for (size_t i = 0; i < cases->n_accounts; i++) {
		study_release(&cases->accounts[i].study);
		bonds_release(&cases->accounts[i].bonds);
		arena_release(&cases->accounts[i].arena);
	}
	free(cases->accounts);
	free(cases->labels);
	free(cases->account);
}
