#include "xsim/jobs.h"

#include "xsim/endpoints.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define UPLOAD_SECONDS   900
#define DOWNLOAD_SECONDS INT64_C(604800)

enum job_state {
	JOB_CREATED,
	JOB_RUNNING,
	JOB_COMPLETE,
	JOB_FAILED,
	JOB_EXPIRED
};

static const char *const state_names[] = {"created", "in_progress", "complete",
    "failed", "expired"};

struct job {
	int64_t id, created; /* seconds */
	char *name;          /* own; may be NULL */
	bool users, resumable;
	enum job_state state;
	struct buf result;
};

struct jobs {
	struct job **items; /* own */
	size_t n, cap;
};

void
jobs_free(struct jobs *jobs)
{
	if (jobs == NULL)
		return;
	for (size_t i = 0; i < jobs->n; i++) {
		free(jobs->items[i]->name);
		buf_release(&jobs->items[i]->result);
		free(jobs->items[i]);
	}
	free(jobs->items);
	free(jobs);
}

static struct jobs *
jobs_of(struct sim *sim)
{
	if (sim->jobs == NULL)
		sim->jobs = mem_alloc(1, sizeof(*sim->jobs));
	return sim->jobs;
}

static struct job *
find_job(struct call *call, int64_t id)
{
	struct jobs *jobs = jobs_of(call->sim);

	for (size_t i = 0; i < jobs->n; i++)
		if (jobs->items[i]->id == id)
			return jobs->items[i];
	return NULL;
}

static enum job_state
state_now(const struct call *call, const struct job *job)
{
	if (job->state == JOB_CREATED &&
	    call->now_ms / 1000 > job->created + UPLOAD_SECONDS)
		return JOB_EXPIRED;
	return job->state;
}

static void
write_url(struct json_writer *w, const struct call *call, const char *name,
    const char *part, int64_t id)
{
	struct buf url = BUF_INIT;

	buf_addf(&url,
	    "http://127.0.0.1:%d/sim/%s/%" PRId64 "?X-Goog-Signature=%x",
	    call->sim->port, part, id,
	    (unsigned)(map_key(part) + id) & 0xffffffffu);
	json_write_string(w, name, url.data);
	buf_release(&url);
}

static void
write_job(struct json_writer *w, const struct call *call, const struct job *job)
{
	json_write_begin(w, NULL, '{');
	json_write_id(w, "id", job->id);
	json_write_string(w, "type", job->users ? "users" : "tweets");
	if (job->name != NULL)
		json_write_string(w, "name", job->name);
	json_write_string(w, "status", state_names[state_now(call, job)]);
	json_write_time(w, "created_at", job->created);
	json_write_bool(w, "resumable", job->resumable);
	write_url(w, call, "upload_url", "upload", job->id);
	json_write_time(w, "upload_expires_at", job->created + UPLOAD_SECONDS);
	write_url(w, call, "download_url", "download", job->id);
	json_write_time(w, "download_expires_at",
	    job->created + DOWNLOAD_SECONDS);
	json_write_end(w, '}');
}

static void
answer_with_job(struct call *call, const struct job *job)
{
	struct buf one = BUF_INIT;
	struct json_writer w = {.buf = &one};

	write_job(&w, call, job);
	buf_addf(&call->answer->body, "{\"data\":%s}", one.data);
	buf_release(&one);
}

static bool
is_busy(const struct call *call, const struct jobs *jobs, bool users)
{
	for (size_t i = 0; i < jobs->n; i++)
		if (jobs->items[i]->users == users &&
		    state_now(call, jobs->items[i]) <= JOB_RUNNING)
			return true;
	return false;
}

static void
answer_conflict(struct call *call)
{
	call->answer->status = 409;
	buf_adds(&call->answer->body,
	    "{\"title\":\"ConflictProblem\",\"detail\":\"Only one job of a "
	    "type may run at a time.\",\"type\":\"https://api.twitter.com/2/"
	    "problems/conflict\"}");
}

void
answer_jobs_create(struct call *call)
{
	struct jobs *jobs = jobs_of(call->sim);
	struct json_doc doc = JSON_DOC_INIT;
	const char *type;
	struct job *job;

	json_parse(&doc, call->request->body.data, call->request->body.len,
	    NULL);
	type = json_string(json_get(doc.root, "type"));
	if (type == NULL ||
	    (strcmp(type, "tweets") != 0 && strcmp(type, "users") != 0)) {
		answer_invalid(call->answer, "type", type == NULL ? "" : type,
		    "$.type: must be one of [tweets,users]");
	} else if (is_busy(call, jobs, strcmp(type, "users") == 0)) {
		answer_conflict(call);
	} else {
		job = mem_alloc(1, sizeof(*job));
		job->result = (struct buf)BUF_INIT;
		job->id = INT64_C(1400000000000000001) + (int64_t)jobs->n;
		job->created = call->now_ms / 1000;
		job->name = mem_strdup(json_string(json_get(doc.root, "name")));
		job->users = strcmp(type, "users") == 0;
		job->resumable = json_bool(json_get(doc.root, "resumable"));
		jobs->items = mem_grow(jobs->items, &jobs->cap, jobs->n + 1,
		    sizeof(struct job *));
		jobs->items[jobs->n++] = job;
		answer_with_job(call, job);
	}
	json_release(&doc);
}

void
answer_jobs(struct call *call)
{
	const char *type = request_param(call->request, "type");
	const char *status = request_param(call->request, "status");
	struct jobs *jobs = jobs_of(call->sim);
	struct buf data = BUF_INIT;
	struct json_writer w = {.buf = &data};
	int n = 0;

	for (size_t i = 0; i < jobs->n; i++) {
		const struct job *job = jobs->items[i];

		if (strcmp(type, job->users ? "users" : "tweets") != 0 ||
		    (status != NULL &&
			strcmp(status, state_names[state_now(call, job)]) != 0))
			continue;
		write_job(&w, call, job);
		n++;
	}
	buf_adds(&call->answer->body, "{");
	if (n > 0)
		buf_addf(&call->answer->body, "\"data\":[%s],", data.data);
	buf_addf(&call->answer->body, "\"meta\":{\"result_count\":%d}}", n);
	buf_release(&data);
}

/* Each look at a running job brings it to its end for the next look. */
void
answer_job(struct call *call)
{
	struct job *job = find_job(call, call->request->id);

	if (job == NULL) {
		answer_one_missing(call, "job", "id");
		return;
	}
	answer_with_job(call, job);
	if (job->state == JOB_RUNNING)
		job->state = call_fault(call, FAULT_JOB_FAILS) != NULL
				 ? JOB_FAILED
				 : JOB_COMPLETE;
}

static const char *
user_reason(const struct sim_user *user)
{
	return user_visibility(user) == SEEN ? NULL : user_state(user);
}

static const char *
post_reason(const struct call *call, int64_t id)
{
	const struct world *world = &call->sim->world;
	const struct sim_post *post = world_post(world, id);

	switch (post_visibility(world, post, call->now_ms)) {
	case UNSEEN_PROTECTED:
		return "protected";
	case UNSEEN_SUSPENDED:
		return "suspended";
	case UNSEEN_MISSING:
		return post != NULL && !post->deleted && post->author != NULL &&
			       post->author->deactivated
			   ? "deactivated"
			   : "deleted";
	case SEEN:
	case UNSEEN_YET:
		break;
	}
	return NULL;
}

static void
judge(struct call *call, struct job *job, const char *line)
{
	struct json_writer w = {.buf = &job->result};
	const char *reason;
	int64_t id;

	if (num_parse_id(line, &id) == -1)
		return;
	reason = job->users ? user_reason(world_user(&call->sim->world, id))
			    : post_reason(call, id);
	if (reason == NULL)
		return;
	json_write_begin(&w, NULL, '{');
	json_write_id(&w, "id", id);
	json_write_string(&w, "action", "delete");
	json_write_time(&w, "created_at",
	    job->users ? job->created : when_of_id_ms(id) / 1000);
	json_write_time(&w, "redacted_at", call->now_ms / 1000);
	json_write_string(&w, "reason", reason);
	json_write_end(&w, '}');
	buf_addc(&job->result, '\n');
}

static void
take_upload(struct call *call, struct job *job)
{
	char *copy = mem_strdup(call->request->body.data);
	char *line, *rest = NULL;

	if (state_now(call, job) != JOB_CREATED) {
		answer_problem(call->answer, 403, "ExpiredToken",
		    "The upload URL is not valid any more.");
	} else {
		for (line = strtok_r(copy, "\r\n", &rest); line != NULL;
		     line = strtok_r(NULL, "\r\n", &rest))
			judge(call, job, line);
		job->state = JOB_RUNNING;
	}
	free(copy);
}

static void
send_result(struct call *call, const struct job *job)
{
	if (job->state != JOB_COMPLETE) {
		answer_problem(call->answer, 404, "NoSuchKey",
		    "There is no result.");
		return;
	}
	call->answer->content_type = "text/plain";
	buf_add(&call->answer->body, job->result.data, job->result.len);
}

void
jobs_transfer(struct call *call)
{
	const struct request *request = call->request;
	struct job *job =
	    find_job(call, strtoll(strrchr(request->path, '/') + 1, NULL, 10));

	if (job == NULL)
		answer_problem(call->answer, 404, "NoSuchKey",
		    "There is no such job.");
	else if (request->token != NULL)
		answer_problem(call->answer, 400, "InvalidArgument",
		    "A signed URL takes no Authorization header.");
	else if (strcmp(request->method, "PUT") == 0)
		take_upload(call, job);
	else if (strcmp(request->method, "POST") == 0) {
		call->answer->status = 201;
		buf_addf(&call->answer->location, "http://127.0.0.1:%d%s",
		    call->sim->port, call->target);
	} else
		send_result(call, job);
}
