#include "xsim/request.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"
#include "json/json.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
request_release(struct request *request)
{
	for (size_t i = 0; i < request->n_params; i++) {
		free(request->params[i].name);
		free(request->params[i].value);
	}
	free(request->params);
	free(request->method);
	free(request->path);
	free(request->token);
	buf_release(&request->body);
}

void
request_add_param(struct request *request, const char *name, const char *value)
{
	struct param *param;

	request->params = mem_grow(request->params, &request->cap,
	    request->n_params + 1, sizeof(*request->params));
	param = &request->params[request->n_params++];
	param->name = mem_strdup(name);
	param->value = mem_strdup(value == NULL ? "" : value);
}

const char *
request_param(const struct request *request, const char *name)
{
	for (size_t i = 0; i < request->n_params; i++)
		if (strcmp(request->params[i].name, name) == 0)
			return request->params[i].value;
	return NULL;
}

void
answer_init(struct answer *answer)
{
	*answer = (struct answer){.status = 200,
	    .body = BUF_INIT,
	    .location = BUF_INIT,
	    .content_type = "application/json; charset=utf-8"};
}

void
answer_release(struct answer *answer)
{
	buf_release(&answer->body);
	buf_release(&answer->location);
}

void
answer_problem(struct answer *answer, int status, const char *title,
    const char *detail)
{
	struct json_writer w = {.buf = &answer->body};

	buf_clear(&answer->body);
	answer->status = status;
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "title", title);
	json_write_string(&w, "type", "about:blank");
	json_write_int(&w, "status", status);
	json_write_string(&w, "detail", detail);
	json_write_end(&w, '}');
}

static void
write_values(struct json_writer *w, const char *name, const char *values)
{
	json_write_begin(w, name, '[');
	while (values != NULL) {
		const char *comma = strchr(values, ',');
		char *value = comma == NULL
				  ? mem_strdup(values)
				  : mem_copy(values, (size_t)(comma - values));

		json_write_string(w, NULL, value);
		free(value);
		values = comma == NULL ? NULL : comma + 1;
	}
	json_write_end(w, ']');
}

int
answer_invalid(struct answer *answer, const char *name, const char *values,
    const char *format, ...)
{
	struct json_writer w = {.buf = &answer->body};
	char message[4096];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	buf_clear(&answer->body);
	answer->status = 400;
	json_write_begin(&w, NULL, '{');
	json_write_begin(&w, "errors", '[');
	json_write_begin(&w, NULL, '{');
	json_write_begin(&w, "parameters", '{');
	write_values(&w, name, values);
	json_write_end(&w, '}');
	json_write_string(&w, "message", message);
	json_write_end(&w, '}');
	json_write_end(&w, ']');
	json_write_string(&w, "title", "Invalid Request");
	json_write_string(&w, "detail",
	    "One or more parameters to your request was invalid.");
	json_write_string(&w, "type",
	    "https://api.twitter.com/2/problems/invalid-request");
	json_write_end(&w, '}');
	return -1;
}

int
request_int(const struct request *request, struct answer *answer,
    const char *name, int64_t range[2], int64_t *value)
{
	const char *s = request_param(request, name);

	if (s == NULL || num_parse(s, range[0], range[1], value) == 0)
		return 0;
	return answer_invalid(answer, name, s,
	    "The `%s` query parameter value [%s] is not between %" PRId64
	    " and %" PRId64,
	    name, s, range[0], range[1]);
}

int
request_id(const struct request *request, struct answer *answer,
    const char *name, int64_t *value)
{
	const char *s = request_param(request, name);

	if (s == NULL || num_parse_id(s, value) == 0)
		return 0;
	return answer_invalid(answer, name, s,
	    "The `%s` query parameter value [%s] is not valid", name, s);
}

int
request_time(const struct request *request, struct answer *answer,
    const char *name, int64_t *ms)
{
	const char *s = request_param(request, name);
	int64_t at;

	if (s == NULL)
		return 0;
	if (when_parse_rfc3339(s, &at) == 0) {
		*ms = at * 1000;
		return 0;
	}
	return answer_invalid(answer, name, s,
	    "The `%s` query parameter value [%s] is not a valid RFC3339 "
	    "date-time",
	    name, s);
}
