/*
 * What accounts are called in reports.
 */
#ifndef REPORT_NAMES_H
#define REPORT_NAMES_H

#include "base/buf.h"
#include "store/store.h"

/* Append an account's handle, without "@"; nothing where it is not known. */
int names_add_handle(struct store *store, int64_t user_id, struct buf *buf,
    struct err *err);

/* Append "@alice", or "account 123" where the handle is not known. */
int names_add(struct store *store, int64_t user_id, struct buf *buf,
    struct err *err);

#endif
