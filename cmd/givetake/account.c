#include "givetake/account.h"

#include "model/handle.h"
#include "store/user.h"

#include <inttypes.h>

static int
not_there(const struct account_name *name, struct err *err)
{
	if (name->id != 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no account %" PRId64 " is in the archive", name->id);
	return err_set(err, ERR_NOT_FOUND,
	    "@%s is not in the archive; see: givetake report accounts --all",
	    name->handle);
}

int
account_find(struct store *store, const char *word, int64_t *user_id,
    struct err *err)
{
	struct account_name name;
	int exists;

	if (!handle_parse(word, &name))
		return err_set(err, ERR_USAGE,
		    "\"%s\" is no account: give @name, x.com/name or a number",
		    word);
	*user_id = name.id;
	if (name.id == 0) {
		if (store_user_by_handle(store, name.handle, user_id, err) ==
		    -1)
			return -1;
		return *user_id != 0 ? 0 : not_there(&name, err);
	}
	exists = store_user_exists(store, name.id, err);
	if (exists == 0)
		return not_there(&name, err);
	return exists == 1 ? 0 : -1;
}
