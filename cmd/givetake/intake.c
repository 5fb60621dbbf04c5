#include "givetake/intake.h"

#include "base/blob.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/queue.h"
#include "base/text.h"
#include "givetake/progress.h"
#include "givetake/stop.h"

#include <inttypes.h>
#include <pthread.h>
#include <string.h>

#define JOBS    8
#define WAIT_MS 100
/* Of files, for a guess of what is to come. */
#define BYTES_PER_POST 1500
#define MAX_MESSAGES   10 /* of one file */

/* What the reader hands to the writer. */
struct job {
	enum { JOB_PAGE, JOB_REJECT, JOB_FILE } kind;
	struct import_page page; /* own */
	struct buf frame;        /* own; the page's text, compressed */
	struct buf name;         /* own; of the file */
	/* JOB_REJECT */
	struct buf text, why; /* own */
	int64_t line;
	bool is_other;
	/* JOB_FILE */
	const char *format;
	int64_t ids;
	bool was_named;
};

struct work {
	const struct intake *intake; /* borrowed */
	char *const *paths;          /* borrowed */
	int n_paths;
	struct job jobs[JOBS];           /* own */
	struct queue *idle, *full;       /* own; hold the jobs */
	struct import_progress position; /* how far the reader is */
	int64_t total;                   /* bytes; 0: unknown */
	struct err err;                  /* of the reader, once it is done */
	int rc;
	/* The writer's. */
	struct batch *batch; /* own */
	struct progress progress;
	struct intake_file file; /* the present one */
	int64_t n_posts, n_messages;
	int64_t reader_ms; /* its processor time */
};

/* An empty job; NULL if the writer has given up. */
static struct job *
idle_job(struct work *work, const char *name, struct err *err)
{
	struct job *job = queue_get(work->idle, -1);

	if (job == NULL) {
		err_set(err, ERR_STOPPED, "stopped");
		return NULL;
	}
	buf_clear(&job->name);
	buf_adds(&job->name, name);
	return job;
}

static int
put_job(struct work *work, struct job *job, struct err *err)
{
	if (queue_put(work->full, job))
		return 0;
	return err_set(err, ERR_STOPPED, "stopped");
}

static int
take_page(void *arg, struct import_page *page, struct err *err)
{
	struct work *work = arg;
	struct job *job = idle_job(work, page->name, err);

	if (job == NULL)
		return -1;
	job->kind = JOB_PAGE;
	import_page_swap(&job->page, page);
	ingest_prepare(work->intake->sites, &job->page.page);
	buf_clear(&job->frame);
	if (job->page.page.n_posts > 0)
		blob_add_compressed(&job->frame, job->page.body.data,
		    job->page.body.len);
	return put_job(work, job, err);
}

static int
take_reject(void *arg, const struct import_reject *reject, struct err *err)
{
	struct work *work = arg;
	struct job *job = idle_job(work, reject->name, err);

	if (job == NULL)
		return -1;
	job->kind = JOB_REJECT;
	job->line = reject->line;
	job->is_other = reject->is_other;
	buf_clear(&job->text);
	buf_add(&job->text, reject->text, reject->len);
	buf_clear(&job->why);
	buf_adds(&job->why, reject->why);
	return put_job(work, job, err);
}

static int
take_file(void *arg, const struct import_file *file, struct err *err)
{
	struct work *work = arg;
	struct job *job = idle_job(work, file->name, err);

	if (job == NULL)
		return -1;
	job->kind = JOB_FILE;
	job->format = file->format;
	job->ids = file->ids;
	job->was_named = file->was_named;
	return put_job(work, job, err);
}

static void *
read_all(void *arg)
{
	struct work *work = arg;
	const struct import_sink sink = {.arg = work,
	    .page = take_page,
	    .reject = take_reject,
	    .file = take_file};

	for (int i = 0; i < work->n_paths && work->rc == 0; i++)
		work->rc = import_path(work->paths[i], &sink, &work->position,
		    &work->err);
	queue_close(work->full);
	work->reader_ms = clock_thread_ms();
	return NULL;
}

static int
write_page(struct work *work, struct job *job, struct err *err)
{
	struct ingest_source from = {
	    .origin = job->name.data,
	    .frame = &job->frame,
	    .seen_at = job->page.seen_at,
	};

	work->n_posts += (int64_t)job->page.page.n_posts;
	return batch_put(work->batch, &job->page.page, &from,
	    &work->file.counts, err);
}

static void
say_reject(struct work *work, const struct job *job)
{
	const struct context *context = work->intake->context;
	struct buf name = BUF_INIT;

	if (context->quiet || (job->is_other && !context->verbose) ||
	    (++work->n_messages > MAX_MESSAGES && !context->verbose))
		return;
	progress_end(&work->progress);
	text_add_terminal(&name, job->name.data, job->name.len);
	if (job->line > 0)
		buf_addf(&name, ":%" PRId64, job->line);
	fprintf(stderr, "givetake: %s: %s; left out\n", name.data,
	    job->why.data);
	buf_release(&name);
}

static int
write_reject(struct work *work, const struct job *job, struct err *err)
{
	FILE *rejects = work->intake->rejects;

	if (job->is_other)
		work->file.other++;
	else
		work->file.damaged++;
	say_reject(work, job);
	if (rejects == NULL || job->is_other || job->text.len == 0)
		return 0;
	fwrite(job->text.data, 1, job->text.len, rejects);
	if (job->text.data[job->text.len - 1] != '\n')
		putc('\n', rejects);
	return ferror(rejects) ? err_errno(err, ERR_IO, "--rejects") : 0;
}

static void
end_file(struct work *work, const struct job *job)
{
	const struct context *context = work->intake->context;

	work->file.name = job->name.data;
	work->file.format = job->format;
	work->file.ids = job->ids;
	work->file.was_named = job->was_named;
	if (work->n_messages > MAX_MESSAGES && !context->quiet &&
	    !context->verbose) {
		progress_end(&work->progress);
		fprintf(stderr,
		    "givetake: ... and %" PRId64 " more (--verbose names "
		    "all)\n",
		    work->n_messages - MAX_MESSAGES);
	}
	work->intake->file(work->intake->arg, &work->file);
	work->file = (struct intake_file){.name = NULL};
	work->n_messages = 0;
}

static int
do_job(struct work *work, struct job *job, struct err *err)
{
	switch (job->kind) {
	case JOB_PAGE:
		return write_page(work, job, err);
	case JOB_REJECT:
		return write_reject(work, job, err);
	case JOB_FILE:
		end_file(work, job);
	}
	return 0;
}

/* Do what the reader hands over until it is done or something fails. */
static int
write_all(struct work *work, struct err *err)
{
	int rc = 0;

	while (rc == 0 && !queue_is_done(work->full)) {
		struct job *job = queue_get(work->full, WAIT_MS);

		if (stop_requested())
			rc = err_set(err, ERR_STOPPED,
			    "stopped; run the same command again to go on");
		else if (job != NULL)
			rc = do_job(work, job, err);
		if (job != NULL)
			queue_put(work->idle, job);
		progress_show_way(&work->progress,
		    atomic_load(&work->position.done), work->total,
		    work->n_posts, "posts");
	}
	return rc;
}

/* Read in one thread and write in this one. */
static int
run_threads(struct work *work, struct err *err)
{
	struct err flushing = ERR_INIT;
	pthread_t reader;
	int64_t began_ms;
	int rc;

	if (pthread_create(&reader, NULL, read_all, work) != 0)
		return err_set(err, ERR_BUG, "cannot make a thread");
	rc = batch_begin(work->batch, work->total / BYTES_PER_POST, err);
	if (rc == 0)
		rc = write_all(work, err);
	queue_close(work->full);
	queue_close(work->idle);
	pthread_join(reader, NULL);
	/* What was read before a signal or a bad file is kept. */
	began_ms = clock_monotonic_ms();
	if (batch_end(work->batch, &flushing) == -1 && rc == 0) {
		*err = flushing;
		rc = -1;
	}
	log_info("phase=index ms=%" PRId64, clock_monotonic_ms() - began_ms);
	if (rc == 0 && work->rc == -1) {
		*err = work->err;
		rc = -1;
	}
	return rc;
}

static void
release(struct work *work)
{
	for (int i = 0; i < JOBS; i++) {
		struct job *job = &work->jobs[i];

		import_page_release(&job->page);
		buf_release(&job->frame);
		buf_release(&job->name);
		buf_release(&job->text);
		buf_release(&job->why);
	}
	queue_free(work->idle);
	queue_free(work->full);
	batch_free(work->batch);
}

int
intake_run(const struct intake *intake, int n_paths, char *const *paths,
    struct err *err)
{
	struct work work = {.intake = intake,
	    .paths = paths,
	    .n_paths = n_paths,
	    .err = ERR_INIT};
	int64_t began_ms = clock_monotonic_ms(), cpu_ms = clock_thread_ms();
	int rc;

	work.idle = queue_new(JOBS);
	work.full = queue_new(JOBS);
	for (int i = 0; i < JOBS; i++) {
		work.jobs[i] = (struct job){.page = IMPORT_PAGE_INIT,
		    .frame = BUF_INIT,
		    .name = BUF_INIT,
		    .text = BUF_INIT,
		    .why = BUF_INIT};
		queue_put(work.idle, &work.jobs[i]);
	}
	for (int i = 0; i < n_paths; i++) {
		int64_t size = import_size(paths[i]);

		work.total = size == 0 ? 0 : work.total + size;
	}
	work.batch = batch_new(intake->context->store, intake->sites);
	progress_begin(&work.progress, "importing", intake->context->quiet);
	rc = run_threads(&work, err);
	progress_end(&work.progress);
	log_info("phase=import posts=%" PRId64 " ms=%" PRId64
		 " read_cpu_ms=%" PRId64 " write_cpu_ms=%" PRId64,
	    work.n_posts, clock_monotonic_ms() - began_ms, work.reader_ms,
	    clock_thread_ms() - cpu_ms);
	release(&work);
	return rc;
}
