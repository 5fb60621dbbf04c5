#include "xsim/admin.h"

#include "base/clock.h"
#include "base/num.h"
#include "base/when.h"
#include "model/class.h"
#include "xsim/jobs.h"

#include <inttypes.h>
#include <string.h>

static void
fail(struct call *call, int status, const char *detail)
{
	answer_problem(call->answer, status,
	    status == 404 ? "Not Found" : "Bad Request", detail);
}

static void
answer_bill(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};

	bill_write(&call->sim->bill, &w);
}

static void
write_usd(struct json_writer *w, const char *name, int64_t micro_usd)
{
	struct buf buf = BUF_INIT;

	num_add_usd(&buf, micro_usd);
	json_write_string(w, name, buf.data);
	buf_release(&buf);
}

static void
answer_requests(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};
	int64_t since = 0, range[2] = {0, INT64_MAX};

	if (request_int(call->request, call->answer, "since", range, &since) ==
	    -1)
		return;
	json_write_begin(&w, NULL, '[');
	for (size_t i = (size_t)since; i < call->sim->n_log; i++) {
		const struct log_line *line = &call->sim->log[i];

		json_write_begin(&w, NULL, '{');
		json_write_int(&w, "n", (int64_t)i);
		json_write_time(&w, "at", line->at_ms / 1000);
		json_write_string(&w, "method", line->method);
		json_write_string(&w, "target", line->target);
		json_write_int(&w, "status", line->status);
		json_write_int(&w, "posts", line->charge.posts);
		json_write_int(&w, "users", line->charge.users);
		write_usd(&w, "gross_usd", line->charge.gross);
		write_usd(&w, "net_usd", line->charge.net);
		json_write_bool(&w, "authorized", line->authorized);
		if (line->fault != NULL)
			json_write_string(&w, "fault", line->fault);
		json_write_end(&w, '}');
	}
	json_write_end(&w, ']');
}

static void
answer_clock(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};
	const char *set = request_param(call->request, "set");
	int64_t seconds = 0, range[2] = {0, INT64_C(1) << 40}, at;

	if (request_int(call->request, call->answer, "advance", range,
		&seconds) == -1)
		return;
	if (set != NULL) {
		if (when_parse_rfc3339(set, &at) == -1 ||
		    at < call->now_ms / 1000) {
			fail(call, 400, "set= wants a later time");
			return;
		}
		seconds = at - call->now_ms / 1000;
	}
	if (seconds > 0 && !clock_is_simulated()) {
		fail(call, 400,
		    "the real clock cannot be moved; start xsim with --clock");
		return;
	}
	clock_advance_ms(seconds * 1000);
	json_write_begin(&w, NULL, '{');
	json_write_time(&w, "now", clock_now());
	json_write_bool(&w, "simulated", clock_is_simulated());
	json_write_end(&w, '}');
}

struct tally {
	int64_t acts[CLASS_COUNT];
	int64_t groups[4];
	int64_t posts;
};

static void
write_tally(struct json_writer *w, const struct tally *tally)
{
	int64_t gives = tally->groups[GROUP_GIVE];
	int64_t takes = tally->groups[GROUP_TAKE];

	json_write_int(w, "posts", tally->posts);
	json_write_begin(w, "acts", '{');
	for (int i = 0; i < CLASS_COUNT; i++)
		if (tally->acts[i] > 0)
			json_write_int(w, class_info[i].name, tally->acts[i]);
	json_write_end(w, '}');
	json_write_int(w, "gives", gives);
	json_write_int(w, "takes", takes);
	if (gives + takes > 0)
		json_write_real(w, "give_share",
		    (double)gives / (double)(gives + takes), 4);
}

static void
count_acts(const struct sim_user *user, struct tally *tally)
{
	for (size_t i = 0; i < user->posts.n; i++) {
		const struct sim_post *post = user->posts.items[i];

		if (post->deleted || post->act < 0 || post->newer != NULL)
			continue;
		tally->posts++;
		tally->acts[post->act]++;
		tally->groups[class_info[post->act].group]++;
	}
}

void
admin_write_truth(const struct world *world, struct json_writer *w)
{
	json_write_begin(w, NULL, '{');
	json_write_begin(w, "accounts", '[');
	for (size_t i = 0; i < world->n_users; i++) {
		const struct sim_user *user = world->users[i];
		struct tally tally = {.posts = 0};

		count_acts(user, &tally);
		if (tally.posts == 0)
			continue;
		json_write_begin(w, NULL, '{');
		json_write_string(w, "handle", user->username);
		json_write_id(w, "id", user->id);
		json_write_string(w, "state", user_state(user));
		write_tally(w, &tally);
		json_write_end(w, '}');
	}
	json_write_end(w, ']');
	json_write_end(w, '}');
}

static void
answer_truth(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};

	admin_write_truth(&call->sim->world, &w);
}

int
admin_add_fault(struct sim *sim, const char *text, struct err *err)
{
	const struct fault *fault;

	if (faults_add(&sim->faults, text, err) == -1)
		return -1;
	fault = &sim->faults.items[sim->faults.n - 1];
	if (fault->name == FAULT_LATE) {
		sim->world.late_ms =
		    (fault->minutes >= 0 ? fault->minutes : 15) * 60000;
		sim->world.late_percent =
		    fault->percent >= 0 ? (int)fault->percent : 100;
	}
	return 0;
}

static void
clear_faults(struct sim *sim, const char *name)
{
	bool all = strcmp(name, "all") == 0;

	faults_clear(&sim->faults, all ? NULL : name);
	if (all || strcmp(name, fault_table[FAULT_LATE].name) == 0)
		sim->world.late_ms = 0;
}

static void
answer_fault(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};
	const struct request *request = call->request;
	struct err err = ERR_INIT;

	if (request_param(request, "clear") != NULL)
		clear_faults(call->sim, request_param(request, "clear"));
	for (size_t i = 0; i < request->n_params; i++)
		if (strcmp(request->params[i].name, "add") == 0 &&
		    admin_add_fault(call->sim, request->params[i].value,
			&err) == -1) {
			fail(call, 400, err.text);
			return;
		}
	faults_write(&call->sim->faults, &w);
}

static void
answer_world(struct call *call)
{
	struct json_writer w = {.buf = &call->answer->body};
	struct json_doc doc = JSON_DOC_INIT;
	const struct json *change;
	struct err err = ERR_INIT;
	int rc = 0;

	if (json_parse(&doc, call->request->body.data, call->request->body.len,
		&err) == -1) {
		fail(call, 400, err.text);
		goto out;
	}
	json_write_begin(&w, NULL, '[');
	if (json_is_array(doc.root)) {
		for (change = json_first(doc.root); change != NULL && rc == 0;
		     change = json_next(change))
			rc = admin_change(call->sim, change, &w, &err);
	} else {
		rc = admin_change(call->sim, doc.root, &w, &err);
	}
	json_write_end(&w, ']');
	if (rc == -1)
		fail(call, 400, err.text);
out:
	json_release(&doc);
}

static const struct admin_route {
	const char *method, *path;
	void (*handle)(struct call *call);
} routes[] = {
    {"GET", "/sim/bill", answer_bill},
    {"GET", "/sim/requests", answer_requests},
    {"GET", "/sim/clock", answer_clock},
    {"POST", "/sim/clock", answer_clock},
    {"GET", "/sim/truth", answer_truth},
    {"GET", "/sim/fault", answer_fault},
    {"POST", "/sim/fault", answer_fault},
    {"POST", "/sim/world", answer_world},
};

void
admin_answer(struct call *call)
{
	const struct request *request = call->request;

	if (strncmp(request->path, "/sim/upload/", 12) == 0 ||
	    strncmp(request->path, "/sim/download/", 14) == 0) {
		jobs_transfer(call);
		return;
	}
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++)
		if (strcmp(routes[i].method, request->method) == 0 &&
		    strcmp(routes[i].path, request->path) == 0) {
			routes[i].handle(call);
			return;
		}
	fail(call, 404,
	    "under /sim/ there are bill, requests, clock, truth, fault and "
	    "world");
}
