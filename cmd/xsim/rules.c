#include "xsim/rules.h"

#include "xsim/endpoints.h"
#include "xsim/stream.h"

#include "base/mem.h"
#include "base/when.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define MAX_RULES 1000
#define MAX_RULE  1024
#define PROBLEMS  "https://api.twitter.com/2/problems/"

static void
rule_release(struct rule *rule)
{
	query_release(&rule->query);
	free(rule->value);
	free(rule->tag);
}

void
rules_free(struct rules *rules)
{
	if (rules == NULL)
		return;
	for (size_t i = 0; i < rules->n; i++)
		rule_release(&rules->items[i]);
	free(rules->items);
	free(rules);
}

static void
write_rule(struct json_writer *w, const struct rule *rule)
{
	json_write_begin(w, NULL, '{');
	json_write_id(w, "id", rule->id);
	json_write_string(w, "value", rule->value);
	if (rule->tag != NULL)
		json_write_string(w, "tag", rule->tag);
	json_write_end(w, '}');
}

void
answer_rules(struct call *call)
{
	const struct rules *rules = call->sim->rules;
	struct json_writer w = {.buf = &call->answer->body};

	json_write_begin(&w, NULL, '{');
	if (rules->n > 0) {
		json_write_begin(&w, "data", '[');
		for (size_t i = 0; i < rules->n; i++)
			write_rule(&w, &rules->items[i]);
		json_write_end(&w, ']');
	}
	json_write_begin(&w, "meta", '{');
	json_write_time(&w, "sent", call->now_ms / 1000);
	json_write_int(&w, "result_count", (int64_t)rules->n);
	json_write_end(&w, '}');
	json_write_end(&w, '}');
}

/* One POST of rules. */
struct rules_change {
	struct call *call;
	struct rules *rules;
	struct buf data, errors;
	struct json_writer data_writer, error_writer;
	int done, not_done;
	bool dry_run;
};

static void
write_problem(struct rules_change *change, const char *value, const char *title,
    const char *type, const char *detail)
{
	struct json_writer *w = &change->error_writer;
	struct buf url = BUF_INIT;

	buf_addf(&url, PROBLEMS "%s", type);
	json_write_begin(w, NULL, '{');
	json_write_string(w, "value", value);
	json_write_string(w, "title", title);
	json_write_string(w, "type", url.data);
	if (detail != NULL)
		json_write_string(w, "detail", detail);
	change->not_done++;
	buf_release(&url);
}

static struct rule *
find_value(struct rules *rules, const char *value)
{
	for (size_t i = 0; i < rules->n; i++)
		if (strcmp(rules->items[i].value, value) == 0)
			return &rules->items[i];
	return NULL;
}

/* Why a rule cannot be added: a problem is written then. */
static bool
is_refused(struct rules_change *change, const char *value, struct query *query)
{
	const struct rule *same = find_value(change->rules, value);
	struct err err = ERR_INIT;

	if (same != NULL) {
		write_problem(change, value, "DuplicateRule", "duplicate-rules",
		    NULL);
		json_write_id(&change->error_writer, "id", same->id);
	} else if (change->rules->n >= MAX_RULES) {
		write_problem(change, value, "RulesCapExceeded", "rule-cap",
		    "There are too many rules.");
	} else if (strlen(value) > MAX_RULE) {
		write_problem(change, value, "UnprocessableEntity",
		    "invalid-rules", "The rule is too long.");
	} else if (query_parse(query, value, true, &err) == -1) {
		write_problem(change, value, "UnprocessableEntity",
		    "invalid-rules", err.text);
	} else {
		return false;
	}
	json_write_end(&change->error_writer, '}');
	return true;
}

static void
add_rule(struct rules_change *change, const struct json *node)
{
	struct rules *rules = change->rules;
	const char *value = json_string(json_get(node, "value"));
	struct rule rule = {.query = {.op = OP_OR}};

	if (value == NULL)
		value = "";
	if (is_refused(change, value, &rule.query)) {
		query_release(&rule.query);
		return;
	}
	rule.value = mem_strdup(value);
	rule.tag = mem_strdup(json_string(json_get(node, "tag")));
	rule.id = INT64_C(1500000000000000000) + ++rules->next_id;
	write_rule(&change->data_writer, &rule);
	change->done++;
	if (change->dry_run) {
		rule_release(&rule);
		return;
	}
	rules->items =
	    mem_grow(rules->items, &rules->cap, rules->n + 1, sizeof(rule));
	rules->items[rules->n++] = rule;
}

static void
delete_at(struct rules_change *change, size_t i)
{
	struct rules *rules = change->rules;
	struct rule gone;

	change->done++;
	if (change->dry_run)
		return;
	gone = rules->items[i];
	rules->items[i] = rules->items[--rules->n];
	rules->items[rules->n] = (struct rule){.id = 0};
	rule_release(&gone);
}

static void
delete_one(struct rules_change *change, const char *wanted, bool by_id)
{
	struct rules *rules = change->rules;

	for (size_t i = 0; wanted != NULL && i < rules->n; i++) {
		const struct rule *rule = &rules->items[i];

		if (by_id ? rule->id == strtoll(wanted, NULL, 10)
			  : strcmp(rule->value, wanted) == 0) {
			delete_at(change, i);
			return;
		}
	}
	write_problem(change, wanted == NULL ? "" : wanted, "Not Found",
	    "resource-not-found", "Rule does not exist");
	json_write_end(&change->error_writer, '}');
}

static void
delete_rules(struct rules_change *change, const struct json *node)
{
	const struct json *ids = json_get(node, "ids");
	const struct json *item =
	    json_first(ids != NULL ? ids : json_get(node, "values"));

	for (; item != NULL; item = json_next(item))
		delete_one(change, json_string(item), ids != NULL);
}

static void
finish_change(struct rules_change *change, bool adding)
{
	struct call *call = change->call;
	struct json_writer w = {.buf = &call->answer->body};

	json_write_begin(&w, NULL, '{');
	if (change->data.len > 0) {
		json_write_begin(&w, "data", '[');
		buf_adds(w.buf, change->data.data);
		json_write_end(&w, ']');
	}
	json_write_begin(&w, "meta", '{');
	json_write_time(&w, "sent", call->now_ms / 1000);
	json_write_begin(&w, "summary", '{');
	json_write_int(&w, adding ? "created" : "deleted", change->done);
	json_write_int(&w, adding ? "not_created" : "not_deleted",
	    change->not_done);
	if (adding) {
		json_write_int(&w, "valid", change->done);
		json_write_int(&w, "invalid", change->not_done);
	}
	json_write_end(&w, '}');
	json_write_end(&w, '}');
	if (change->errors.len > 0) {
		json_write_begin(&w, "errors", '[');
		buf_adds(w.buf, change->errors.data);
		json_write_end(&w, ']');
	}
	json_write_end(&w, '}');
	call->answer->status = adding ? 201 : 200;
}

static bool
is_true(const struct call *call, const char *name)
{
	const char *value = request_param(call->request, name);

	return value != NULL && strcmp(value, "true") == 0;
}

void
answer_rules_change(struct call *call)
{
	struct rules_change change = {.call = call,
	    .rules = call->sim->rules,
	    .data = BUF_INIT,
	    .errors = BUF_INIT,
	    .dry_run = is_true(call, "dry_run")};
	const struct request *request = call->request;
	bool all = is_true(call, "delete_all");
	struct json_doc doc = JSON_DOC_INIT;
	const struct json *add, *gone;

	change.data_writer.buf = &change.data;
	change.error_writer.buf = &change.errors;
	if (request->body.len > 0)
		json_parse(&doc, request->body.data, request->body.len, NULL);
	add = json_get(doc.root, "add");
	gone = json_get(doc.root, "delete");
	if ((add != NULL) + (gone != NULL) + all != 1) {
		answer_invalid(call->answer, "body", "",
		    "exactly one of add, delete and delete_all is needed");
	} else {
		for (add = json_first(add); add != NULL; add = json_next(add))
			add_rule(&change, add);
		if (gone != NULL)
			delete_rules(&change, gone);
		for (size_t i = change.rules->n; all && i > 0; i--)
			delete_at(&change, i - 1);
		finish_change(&change, gone == NULL && !all);
	}
	json_release(&doc);
	buf_release(&change.data);
	buf_release(&change.errors);
}
