#include "poll/batch.h"

#include "base/clock.h"
#include "base/mem.h"
#include "store/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Ours are called so. */
#define JOB_NAME "givetake"
/* Looks at a job: soon at first, then each minute. */
#define FIRST_LOOK_MS 2000
#define LAST_LOOK_MS  60000
/* Lots that failed, or that X let expire, in a row. */
#define MAX_FAILED 3

struct batch {
	struct poller *poller;   /* borrowed */
	struct recheck *recheck; /* borrowed */
	bool of_users;
	struct check check;
	char *upload_url, *download_url; /* own; signed: never shown */
	char status[16];                 /* of the job, as X says */
	int failed;
};

static int
save(struct batch *batch, struct err *err)
{
	struct store *store = batch->poller->parts->store;

	if (store_begin(store, err) == -1)
		return -1;
	if (store_check_put(store, batch->of_users, &batch->check, err) == 0 &&
	    store_commit(store, err) == 0)
		return 0;
	store_rollback(store);
	return -1;
}

static int
forget(struct batch *batch, struct err *err)
{
	struct store *store = batch->poller->parts->store;

	if (store_begin(store, err) == -1)
		return -1;
	if (store_check_drop(store, batch->of_users, err) == 0 &&
	    store_commit(store, err) == 0)
		return 0;
	store_rollback(store);
	return -1;
}

/* What X says of a job. */
static int
read_job(struct batch *batch, const struct json *job, struct err *err)
{
	const char *status = json_string(json_get(job, "status"));

	if (status == NULL ||
	    json_id(json_get(job, "id"), &batch->check.job_id) == -1)
		return err_set(err, ERR_SERVICE,
		    "X's answer on a compliance job makes no sense");
	snprintf(batch->status, sizeof(batch->status), "%s", status);
	mem_replace(&batch->upload_url,
	    json_string(json_get(job, "upload_url")));
	mem_replace(&batch->download_url,
	    json_string(json_get(job, "download_url")));
	return 0;
}

static const char *
type_name(const struct batch *batch)
{
	return batch->of_users ? "users" : "tweets";
}

/* X runs one job of a type at a time, and one is under way.  If it is one of
 * ours that we lost sight of, it is taken up. */
static int
adopt(struct batch *batch, struct err *err)
{
	struct poller *poller = batch->poller;
	struct buf path = BUF_INIT;
	const struct json *job = NULL;
	int rc;

	buf_addf(&path, "%s?type=%s", endpoint_info[ENDPOINT_JOBS].path,
	    type_name(batch));
	rc = call_x(poller, &(struct call){.path = path.data}, err);
	buf_release(&path);
	if (rc == -1)
		return -1;
	for (job = json_first(json_get(poller->doc.root, "data")); job != NULL;
	     job = json_next(job)) {
		const char *name = json_string(json_get(job, "name"));
		const char *status = json_string(json_get(job, "status"));

		if (name != NULL && strcmp(name, JOB_NAME) == 0 &&
		    status != NULL && strcmp(status, "created") == 0)
			return read_job(batch, job, err);
	}
	return err_set(err, ERR_LATER,
	    "another compliance job of this app is under way at X, which runs "
	    "one at a time; try again in an hour");
}

/* 0 made; 1 the access does not allow it. */
static int
make_job(struct batch *batch, struct err *err)
{
	struct poller *poller = batch->poller;
	struct buf body = BUF_INIT;
	struct json_writer w = {.buf = &body};
	int rc;

	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "type", type_name(batch));
	json_write_string(&w, "name", JOB_NAME);
	json_write_end(&w, '}');
	rc = call_x(poller,
	    &(struct call){.path = endpoint_info[ENDPOINT_JOBS].path,
		.post_body = body.data},
	    err);
	buf_release(&body);
	if (rc == 0)
		return read_job(batch, json_get(poller->doc.root, "data"), err);
	if (err->code == ERR_DATA && poller->last_status == 409) {
		*err = (struct err)ERR_INIT;
		return adopt(batch, err);
	}
	if ((err->code == ERR_AUTH && poller->last_status == 403) ||
	    (err->code == ERR_DATA && poller->last_status == 404)) {
		*err = (struct err)ERR_INIT;
		return 1;
	}
	return -1;
}

/* Send the ids of the lot: those that it was to have, if it was sent before. */
static int
send_ids(struct batch *batch, struct err *err)
{
	struct store *store = batch->poller->parts->store;
	struct id_list ids = {.items = NULL};
	struct buf text = BUF_INIT;
	int rc = store_check_ids(store, batch->of_users, batch->check.after_id,
	    BATCH_IDS, &ids, err);

	for (size_t i = 0; i < ids.n && rc == 0; i++)
		buf_addf(&text, "%" PRId64 "\n", ids.items[i]);
	if (rc == 0 && ids.n > 0) {
		batch->check.to_id = ids.items[ids.n - 1];
		batch->recheck->checked += (int64_t)ids.n;
		rc = save(batch, err);
	}
	if (rc == 0)
		rc = batch_transfer(batch->poller, batch->upload_url,
		    text.data != NULL ? text.data : "", NULL, err);
	id_list_release(&ids);
	buf_release(&text);
	return rc;
}

static int
look(struct batch *batch, struct err *err)
{
	struct poller *poller = batch->poller;
	struct buf path = BUF_INIT;
	int rc;

	buf_addf(&path, "%s/%" PRId64, endpoint_info[ENDPOINT_JOBS].path,
	    batch->check.job_id);
	rc = call_x(poller, &(struct call){.path = path.data}, err);
	buf_release(&path);
	if (rc == 0)
		return read_job(batch, json_get(poller->doc.root, "data"), err);
	if (err->code != ERR_DATA)
		return -1;
	/* X knows it no longer. */
	*err = (struct err)ERR_INIT;
	snprintf(batch->status, sizeof(batch->status), "expired");
	return 0;
}

/* Look at the job until it is done. */
static int
await(struct batch *batch, struct err *err)
{
	const struct poller *poller = batch->poller;
	int64_t patience = poller->parts->settings->max_wait_s * 1000;
	int64_t pause = FIRST_LOOK_MS;

	for (;;) {
		if (look(batch, err) == -1)
			return -1;
		if (strcmp(batch->status, "in_progress") != 0)
			return 0;
		patience -= pause;
		if (patience < 0)
			return err_set(err, ERR_LATER,
			    "X is still at the compliance job; run the same "
			    "command again in a while: it goes on there");
		if (call_nap(batch->poller, pause, err) == -1)
			return -1;
		pause = pause * 2 < LAST_LOOK_MS ? pause * 2 : LAST_LOOK_MS;
	}
}

static int
finish_lot(struct batch *batch, struct err *err)
{
	struct buf result = BUF_INIT;
	int rc = batch_transfer(batch->poller, batch->download_url, NULL,
	    &result, err);

	if (rc == 0)
		rc = batch_apply(batch->poller, batch->recheck, batch->of_users,
		    &batch->check, &result, err);
	buf_release(&result);
	if (rc == -1)
		return -1;
	batch->failed = 0;
	batch->check.after_id = batch->check.to_id;
	batch->check.job_id = batch->check.to_id = 0;
	return 0;
}

static int
make_next(struct batch *batch, struct err *err)
{
	int rc = make_job(batch, err);

	if (rc == 1)
		return err_set(err, ERR_AUTH,
		    "X allows this access no compliance jobs any more");
	return rc == 0 ? save(batch, err) : -1;
}

/* Bring the lot a step further, by what X says of its job. */
static int
step(struct batch *batch, struct err *err)
{
	if (batch->check.job_id == 0)
		return make_next(batch, err);
	if (await(batch, err) == -1)
		return -1;
	if (strcmp(batch->status, "created") == 0)
		return send_ids(batch, err);
	if (strcmp(batch->status, "complete") == 0)
		return finish_lot(batch, err);
	if (++batch->failed >= MAX_FAILED)
		return err_set(err, ERR_SERVICE,
		    "X's compliance jobs fail (%s); try again later, or look "
		    "the posts up: --by lookups",
		    batch->status);
	batch->check.job_id = batch->check.to_id = 0;
	return 0;
}

/* Is there anything above what is checked? */
static int
has_more(struct batch *batch, bool *more, struct err *err)
{
	struct id_list ids = {.items = NULL};
	int rc = store_check_ids(batch->poller->parts->store, batch->of_users,
	    batch->check.after_id, 1, &ids, err);

	*more = ids.n > 0 || batch->check.job_id != 0;
	id_list_release(&ids);
	return rc;
}

int
batch_check(struct poller *poller, struct recheck *recheck, bool of_users,
    struct err *err)
{
	struct batch batch = {.poller = poller,
	    .recheck = recheck,
	    .of_users = of_users};
	bool more;
	int rc =
	    store_check_get(poller->parts->store, of_users, &batch.check, err);

	if (rc == 1) {
		batch.check.began_at = clock_now();
		rc = has_more(&batch, &more, err);
		if (rc == 0 && more)
			rc = make_job(&batch, err);
		if (rc == 0 && more)
			rc = save(&batch, err);
	} else if (rc == 0) {
		more = true;
	}
	while (rc == 0 && more) {
		rc = step(&batch, err);
		if (rc == 0)
			rc = has_more(&batch, &more, err);
	}
	if (rc == 0)
		rc = forget(&batch, err);
	free(batch.upload_url);
	free(batch.download_url);
	return rc;
}
