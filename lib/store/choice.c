#include "store/choice.h"

#include "base/buf.h"
#include "base/clock.h"
#include "store/store_private.h"

int
store_own_put(struct store *store, int64_t user_id, const char *what,
    const char *status, const char *reason, struct err *err)
{
	if (db_run(store->db, STMT_OWN_PUT, err, "issisi", user_id, what,
		status, (int64_t)1, reason, clock_now()) == -1)
		return -1;
	return store_touch_user(store, user_id, err);
}

int
store_own_forget(struct store *store, int64_t user_id, const char *what,
    int64_t *n, struct err *err)
{
	int rc =
	    what != NULL
		? db_run(store->db, STMT_OWN_FORGET, err, "is", user_id, what)
		: db_run(store->db, STMT_OWN_CLEAR, err, "i", user_id);

	if (rc == -1)
		return -1;
	*n = db_changes(store->db);
	return *n == 0 ? 0 : store_touch_user(store, user_id, err);
}

int
store_label_put(struct store *store, const struct label *label, struct err *err)
{
	if (db_run(store->db, STMT_LABEL_PUT, err, "iiisi", label->post_id,
		(int64_t)label->class, (int64_t)label->flags, label->labeller,
		clock_now()) == -1)
		return -1;
	return db_run(store->db, STMT_USER_TOUCH_AUTHOR, err, "i",
	    label->post_id);
}

int
store_label_drop(struct store *store, int64_t post_id, bool *found,
    struct err *err)
{
	if (db_run(store->db, STMT_LABEL_DROP, err, "i", post_id) == -1)
		return -1;
	*found = db_changes(store->db) > 0;
	return db_run(store->db, STMT_USER_TOUCH_AUTHOR, err, "i", post_id);
}

static const struct {
	char letter;
	enum label_flag flag;
} letters[] = {
    {'S', LABEL_SELF_LINK},
    {'H', LABEL_HANDOFF},
    {'?', LABEL_UNSURE},
};

enum { LETTERS = sizeof(letters) / sizeof(letters[0]) };

int
label_flags_parse(const char *text)
{
	int flags = LABEL_SAYS_FLAGS;

	for (; *text != '\0'; text++) {
		size_t i = 0;

		if (*text == ',' || *text == ' ' || *text == '-')
			continue;
		while (i < LETTERS &&
		       letters[i].letter !=
			   (*text >= 'a' ? *text - 'a' + 'A' : *text))
			i++;
		if (i == LETTERS)
			return -1;
		flags |= (int)letters[i].flag;
	}
	return flags;
}

void
label_flags_add(struct buf *buf, int flags)
{
	size_t before = buf->len;

	for (size_t i = 0; i < LETTERS; i++)
		if (flags & (int)letters[i].flag)
			buf_addf(buf, "%s%c", buf->len > before ? " " : "",
			    letters[i].letter);
	if (buf->len == before)
		buf_addc(buf, '-');
}
