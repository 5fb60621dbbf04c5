#include "xsim/sim.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/url.h"
#include "xsim/admin.h"
#include "xsim/jobs.h"
#include "xsim/mangle.h"
#include "xsim/rate.h"
#include "xsim/refuse.h"
#include "xsim/route.h"
#include "xsim/rules.h"
#include "xsim/stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

void
sim_init(struct sim *sim, uint64_t seed)
{
	*sim = (struct sim){.seed = seed, .faults = {.seed = seed}};
	pthread_mutex_init(&sim->lock, NULL);
	world_init(&sim->world);
	sim->rates = mem_alloc(route_count(), sizeof(*sim->rates));
	sim->rules = mem_alloc(1, sizeof(*sim->rules));
	sim->started_ms = clock_now_ms();
}

void
sim_release(struct sim *sim)
{
	for (size_t i = 0; i < sim->n_log; i++) {
		free(sim->log[i].method);
		free(sim->log[i].target);
	}
	free(sim->log);
	free(sim->rates);
	rules_free(sim->rules);
	jobs_free(sim->jobs);
	faults_release(&sim->faults);
	bill_release(&sim->bill);
	world_release(&sim->world);
	pthread_mutex_destroy(&sim->lock);
}

const struct fault *
call_fault(struct call *call, enum fault_name name)
{
	const struct fault *fault =
	    faults_strike(&call->sim->faults, name, call->target);

	if (fault != NULL)
		call->fault = fault_table[name].name;
	return fault;
}

static bool
is_authorized(struct call *call)
{
	const char *given = call->request->token;
	const char *wanted = call->sim->token;

	if (given != NULL && *given != '\0' &&
	    (wanted == NULL || strcmp(given, wanted) == 0))
		return true;
	answer_problem(call->answer, 401, "Unauthorized", "Unauthorized");
	return false;
}

/* True if name stands in the list of a route, among the required ones if
 * asked so. */
static bool
is_listed(const char *list, const char *name)
{
	size_t len = strlen(name);
	const char *at = list;

	while ((at = strstr(at, name)) != NULL) {
		if ((at == list || strchr(",|", at[-1]) != NULL) &&
		    strchr(",|", at[len]) != NULL)
			return true;
		at++;
	}
	return false;
}

static void
add_accepted(struct buf *buf, const char *list)
{
	const char *bar = strchr(list, '|');

	if (bar == list)
		buf_adds(buf, bar + 1);
	else
		buf_addf(buf, "%.*s,%s", (int)(bar - list), list, bar + 1);
}

/* Every required parameter is there, and none the endpoint does not know. */
static int
check_parameters(struct call *call)
{
	const char *list = call->route->parameters;
	size_t required = strcspn(list, "|");
	struct buf name = BUF_INIT, accepted = BUF_INIT;
	int rc = 0;

	add_accepted(&accepted, list);
	for (size_t i = 0; rc == 0 && i < call->request->n_params; i++) {
		const struct param *param = &call->request->params[i];

		if (!is_listed(list, param->name))
			rc = answer_invalid(call->answer, param->name,
			    param->value,
			    "The query parameter [%s] is not one of [%s]",
			    param->name, accepted.data);
	}
	buf_add(&name, list, required);
	if (rc == 0 && required > 0 &&
	    request_param(call->request, name.data) == NULL)
		rc = answer_invalid(call->answer, name.data, "",
		    "The `%s` query parameter can not be empty", name.data);
	buf_release(&name);
	buf_release(&accepted);
	return rc;
}

/* An id in the path is a number. */
static int
check_path(struct call *call)
{
	const char *colon = strstr(call->route->path, ":id");
	char *part;
	const char *at = call->request->path;

	if (colon == NULL || call->request->id != 0)
		return 0;
	for (const char *p = call->route->path; p < colon; p++)
		if (*p == '/')
			at = strchr(at, '/') + 1;
	part = mem_copy(at, strcspn(at, "/"));
	answer_invalid(call->answer, "id", part,
	    "The `id` query parameter value [%s] does not match "
	    "^[0-9]{1,19}$",
	    part);
	free(part);
	return -1;
}

static void
run_route(struct call *call)
{
	if (rate_count(call) == -1 || check_path(call) == -1 ||
	    check_parameters(call) == -1)
		return;
	if (select_read(call->request, call->answer,
		(enum kind)call->route->data, &call->selection) == -1)
		return;
	call->route->handle(call);
}

static void
answer_call(struct call *call)
{
	if (strncmp(call->request->path, "/sim/", 5) == 0) {
		admin_answer(call);
		return;
	}
	call->route = route_find(call->request);
	if (call->route == NULL) {
		answer_problem(call->answer, 404, "Not Found",
		    "The requested resource could not be found.");
		return;
	}
	if (!is_authorized(call) || refuse_by_fault(call))
		return;
	run_route(call);
	mangle_answer(call);
}

static void
add_target(struct buf *buf, const struct request *request)
{
	buf_adds(buf, request->path);
	for (size_t i = 0; i < request->n_params; i++) {
		buf_addc(buf, i == 0 ? '?' : '&');
		url_add_escaped(buf, request->params[i].name);
		buf_addc(buf, '=');
		url_add_escaped(buf, request->params[i].value);
	}
}

static void
keep_log(struct call *call)
{
	struct sim *sim = call->sim;
	struct log_line *line;

	sim->log = mem_grow(sim->log, &sim->log_cap, sim->n_log + 1,
	    sizeof(*sim->log));
	line = &sim->log[sim->n_log++];
	line->method = mem_strdup(call->request->method);
	line->target = mem_strdup(call->target);
	line->status = call->answer->status;
	line->at_ms = call->now_ms;
	line->charge = call->charge;
	line->authorized = call->request->token != NULL;
	line->fault = call->fault;
	bill_count(&sim->bill,
	    call->route != NULL ? call->route->path : "other", &call->charge);
}

void
sim_answer(struct sim *sim, struct request *request, struct answer *answer)
{
	struct call call = {.sim = sim,
	    .request = request,
	    .answer = answer,
	    .now_ms = clock_now_ms()};
	struct buf target = BUF_INIT;

	add_target(&target, request);
	call.target = target.data;
	pthread_mutex_lock(&sim->lock);
	answer_call(&call);
	if (strncmp(request->path, "/sim/", 5) != 0)
		keep_log(&call);
	pthread_mutex_unlock(&sim->lock);
	buf_release(&target);
}
