#include "report/names.h"

#include <inttypes.h>

int
names_add_handle(struct store *store, int64_t user_id, struct buf *buf,
    struct err *err)
{
	struct db *db = store_db(store);
	const enum statement s = STMT_USER_FIND;
	int rc;

	if (db_bind(db, s, err, "i", user_id) == -1 ||
	    (rc = db_step(db, s, err)) == -1)
		return -1;
	if (rc == 1 && !db_is_null(db, s, 0))
		buf_adds(buf, db_text(db, s, 0));
	db_reset(db, s);
	return 0;
}

int
names_add(struct store *store, int64_t user_id, struct buf *buf,
    struct err *err)
{
	size_t before = buf->len;

	buf_addc(buf, '@');
	if (names_add_handle(store, user_id, buf, err) == -1)
		return -1;
	if (buf->len == before + 1) {
		buf_truncate(buf, before);
		buf_addf(buf, "account %" PRId64, user_id);
	}
	return 0;
}
