#include "search/filter.h"

#include "base/mem.h"
#include "model/handle.h"
#include "model/post.h"
#include "store/user.h"

#include <stdlib.h>
#include <string.h>

#define ROW STMT_SEARCH_ROW

static int
compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static int
add_account(struct store *store, const char *word, struct id_set *set,
    struct err *err)
{
	struct account_name name;
	int64_t id;

	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE, "%s is no account", word);
	id = name.id;
	if (id == 0 && store_user_by_handle(store, name.handle, &id, err) == -1)
		return -1;
	if (id == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "@%s is not in the archive; see: givetake report accounts "
		    "--all",
		    name.handle);
	set->ids = mem_grow(set->ids, &set->cap, set->n + 1, sizeof(*set->ids));
	set->ids[set->n++] = id;
	qsort(set->ids, set->n, sizeof(*set->ids), compare);
	return 0;
}

static int
load_one(struct filters *f, const struct search_filter *filter, struct err *err)
{
	int which = filter->field == QUERY_GROUP;

	switch (filter->field) {
	case QUERY_FROM:
	case QUERY_GROUP:
		if (!filter->negated)
			f->has_wanted[which] = true;
		if (which)
			return group_load(f->store, filter->value,
			    filter->negated ? &f->unwanted[1] : &f->wanted[1],
			    err);
		return add_account(f->store, filter->value,
		    filter->negated ? &f->unwanted[0] : &f->wanted[0], err);
	case QUERY_TO:
		if (!filter->negated)
			f->has_to = true;
		return add_account(f->store, filter->value,
		    filter->negated ? &f->not_to : &f->to, err);
	default:
		return 0;
	}
}

int
filters_load(struct filters *filters, struct store *store,
    const struct search_query *query, struct err *err)
{
	*filters = (struct filters){.store = store, .query = query};
	for (size_t i = 0; i < query->n_filters; i++)
		if (load_one(filters, &query->filters[i], err) == -1)
			return -1;
	return 0;
}

void
filters_release(struct filters *filters)
{
	for (int i = 0; i < 2; i++) {
		id_set_release(&filters->wanted[i]);
		id_set_release(&filters->unwanted[i]);
	}
	id_set_release(&filters->to);
	id_set_release(&filters->not_to);
}

const struct id_set *
filters_authors(const struct filters *filters)
{
	for (int i = 0; i < 2; i++)
		if (filters->has_wanted[i])
			return &filters->wanted[i];
	return NULL;
}

static bool
people_pass(const struct filters *f, int64_t author, int64_t answered)
{
	for (int i = 0; i < 2; i++) {
		if (f->has_wanted[i] && !id_set_has(&f->wanted[i], author))
			return false;
		if (id_set_has(&f->unwanted[i], author))
			return false;
	}
	if (f->has_to && !id_set_has(&f->to, answered))
		return false;
	return !id_set_has(&f->not_to, answered);
}

/* 1 if a statement about the row finds something. */
static int
finds(struct filters *f, enum statement s, int64_t rid, const char *value,
    struct err *err)
{
	struct db *db = store_db(f->store);
	int rc = value == NULL ? db_bind(db, s, err, "i", rid)
			       : db_bind(db, s, err, "is", rid, value);

	if (rc == 0)
		rc = db_step(db, s, err);
	db_reset(db, s);
	return rc;
}

static bool
is_kind(const struct search_hit *hit, int64_t kind)
{
	switch (kind) {
	case IS_REPLY:
		return hit->reply_to_id != 0;
	case IS_REPOST:
		return hit->repost_of_id != 0;
	case IS_QUOTE:
		return hit->quote_of_id != 0;
	default:
		return hit->reply_to_id == 0 && hit->repost_of_id == 0 &&
		       hit->quote_of_id == 0;
	}
}

/* Does the post have what the filter names (without its "-")? */
static int
holds(struct filters *f, const struct search_filter *filter,
    const struct search_hit *hit, struct err *err)
{
	static const enum statement has[] = {
	    [HAS_LINK] = STMT_SEARCH_HAS_LINK,
	    [HAS_MEDIA] = STMT_SEARCH_HAS_MEDIA,
	    [HAS_MENTION] = STMT_SEARCH_HAS_MENTION,
	    [HAS_HASHTAG] = STMT_SEARCH_HAS_HASHTAG,
	};

	switch (filter->field) {
	case QUERY_CLASS:
		return hit->post_class == filter->number;
	case QUERY_LANG:
		return hit->lang != NULL &&
		       strcmp(hit->lang, filter->value) == 0;
	case QUERY_IS:
		return is_kind(hit, filter->number);
	case QUERY_HAS:
		return finds(f, has[filter->number], hit->rid, NULL, err);
	default:
		return finds(f, STMT_SEARCH_HAS_SITE, hit->rid, filter->value,
		    err);
	}
}

/* Filters of one field mean any of them; but all of has: and is: must
 * hold. */
static bool
is_any(enum query_field field)
{
	return field == QUERY_CLASS || field == QUERY_LANG ||
	       field == QUERY_SITE;
}

static int
others_pass(struct filters *f, const struct search_hit *hit, struct err *err)
{
	bool asked[QUERY_FIELD_COUNT] = {false};
	bool met[QUERY_FIELD_COUNT] = {false};

	for (size_t i = 0; i < f->query->n_filters; i++) {
		const struct search_filter *filter = &f->query->filters[i];
		enum query_field field = filter->field;
		int rc;

		if (!is_any(field) && field != QUERY_HAS && field != QUERY_IS)
			continue;
		if (!filter->negated && met[field] && is_any(field))
			continue;
		rc = holds(f, filter, hit, err);
		if (rc == -1)
			return -1;
		if (filter->negated ? rc == 1 : rc == 0 && !is_any(field))
			return 0;
		if (!filter->negated) {
			asked[field] = true;
			met[field] |= rc == 1;
		}
	}
	for (int field = 0; field < QUERY_FIELD_COUNT; field++)
		if (is_any((enum query_field)field) && asked[field] &&
		    !met[field])
			return 0;
	return 1;
}

static int64_t
counter(struct db *db, int column)
{
	return db_is_null(db, ROW, column) ? -1 : db_int(db, ROW, column);
}

static void
read_hit(struct db *db, int64_t rid, struct search_hit *hit)
{
	*hit = (struct search_hit){.rid = rid, .id = db_int(db, ROW, 0)};
	hit->author_id = db_int(db, ROW, 1);
	hit->created_at = db_int(db, ROW, 2);
	hit->text = db_text(db, ROW, 3);
	hit->lang = db_text(db, ROW, 4);
	hit->reply_to_id = db_int(db, ROW, 7);
	hit->quote_of_id = db_int(db, ROW, 9);
	hit->repost_of_id = db_int(db, ROW, 10);
	hit->reposts = counter(db, 11);
	hit->likes = counter(db, 12);
	hit->username = db_text(db, ROW, 13);
	hit->post_class = (int)counter(db, 14);
}

int
filters_pass(struct filters *filters, int64_t rid, struct search_hit *hit,
    struct err *err)
{
	struct db *db = store_db(filters->store);
	const struct search_query *query = filters->query;
	int rc;

	if (db_bind(db, ROW, err, "i", rid) == -1)
		return -1;
	rc = db_step(db, ROW, err);
	if (rc != 1)
		return rc;
	read_hit(db, rid, hit);
	if (db_int(db, ROW, 5) != STATE_PUBLIC || !db_is_null(db, ROW, 6) ||
	    hit->created_at < query->since || hit->created_at > query->until ||
	    !people_pass(filters, hit->author_id, db_int(db, ROW, 8)))
		rc = 0;
	else
		rc = others_pass(filters, hit, err);
	if (rc != 1)
		filters_done(filters);
	return rc;
}

void
filters_done(struct filters *filters)
{
	db_reset(store_db(filters->store), ROW);
}
