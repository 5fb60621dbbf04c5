#include "report/fields.h"

#include "base/mem.h"
#include "base/text.h"
#include "base/tsv.h"
#include "data/data.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

/* A line "part" of the table. */
struct part {
	const char *report, *name, *fields;
};

struct field {
	const char *name, *type, *meaning;
};

struct fields {
	struct arena arena; /* own; all strings */
	struct part *parts; /* own */
	size_t n_parts, parts_cap;
	struct field *fields; /* own */
	size_t n_fields, fields_cap;
};

static void
load(struct fields *fields)
{
	struct tsv tsv = {.next = data_fields, .what = "fields.tsv"};
	struct arena *arena = &fields->arena;

	*fields = (struct fields){.arena = ARENA_INIT};
	while (tsv_next(&tsv)) {
		const char *a = arena_strdup(arena, tsv.fields[1]);
		const char *b = arena_strdup(arena, tsv.fields[2]);
		const char *c = arena_strdup(arena, tsv.fields[3]);

		if (strcmp(tsv.fields[0], "part") == 0) {
			fields->parts =
			    mem_grow(fields->parts, &fields->parts_cap,
				fields->n_parts + 1, sizeof(*fields->parts));
			fields->parts[fields->n_parts++] =
			    (struct part){a, b, c};
		} else {
			fields->fields =
			    mem_grow(fields->fields, &fields->fields_cap,
				fields->n_fields + 1, sizeof(*fields->fields));
			fields->fields[fields->n_fields++] =
			    (struct field){a, b, c};
		}
	}
	tsv_release(&tsv);
}

static void
release(struct fields *fields)
{
	arena_release(&fields->arena);
	free(fields->parts);
	free(fields->fields);
}

static const struct field *
find_exactly(const struct fields *fields, const char *name)
{
	for (size_t i = 0; i < fields->n_fields; i++)
		if (strcmp(fields->fields[i].name, name) == 0)
			return &fields->fields[i];
	return NULL;
}

/* "section/rows" gives "rows", "section/" gives "section". */
static void
add_last_name(struct buf *buf, const char *part)
{
	const char *slash = strchr(part, '/');

	if (slash != NULL && slash[1] != '\0')
		buf_adds(buf, slash + 1);
	else
		buf_add(buf, part, strcspn(part, "/"));
}

/* What a name means in a part of a report: there, in that part of any, or
 * everywhere. */
static const struct field *
find(const struct fields *fields, const struct part *part, const char *name,
    struct err *err)
{
	struct buf full = BUF_INIT;
	const struct field *field;

	buf_addf(&full, "%s.%s", part->report, name);
	field = find_exactly(fields, full.data);
	if (field == NULL) {
		buf_clear(&full);
		add_last_name(&full, part->name);
		buf_addf(&full, "/%s", name);
		field = find_exactly(fields, full.data);
	}
	if (field == NULL)
		field = find_exactly(fields, name);
	if (field == NULL)
		err_set(err, ERR_BUG, "fields.tsv: nothing says what %s is",
		    name);
	buf_release(&full);
	return field;
}

/* Call each for the names of a part; stops at the first failure. */
static int
each_name(const struct fields *fields, const struct part *part,
    int (*each)(void *arg, const struct part *part, const struct field *field,
	const char *name),
    void *arg, struct err *err)
{
	char *names = mem_strdup(part->fields), *state = NULL;
	int rc = 0;

	for (char *name = strtok_r(names, " ", &state); name != NULL && rc == 0;
	     name = strtok_r(NULL, " ", &state)) {
		const struct field *field = find(fields, part, name, err);

		rc = field == NULL ? -1 : each(arg, part, field, name);
	}
	free(names);
	return rc;
}

/* The JSON types of a type of the table. */
static const struct {
	const char *type, *json, *more;
} types[] = {
    {"text", "string", NULL},
    {"int", "integer", NULL},
    {"real", "number", NULL},
    {"bool", "boolean", NULL},
    {"id", "string", "\"pattern\":\"^[0-9]+$\""},
    {"time", "string", "\"format\":\"date-time\",\"pattern\":\"Z$\""},
    {"day", "string", "\"format\":\"date\""},
    {"posts", "array",
	"\"items\":{\"type\":\"string\",\"pattern\":\"^[0-9]+$\"}"},
    {"object", "object", NULL},
};

static void
write_type(struct json_writer *w, const char *name, const struct field *field)
{
	size_t len = strcspn(field->type, "?");
	/* A row may have no posts to name. */
	bool is_nullable =
	    field->type[len] == '?' || strcmp(field->type, "posts") == 0;
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		if (strlen(types[i].type) != len ||
		    strncmp(types[i].type, field->type, len) != 0)
			continue;
		buf_addf(&text, "{\"type\":%s\"%s\"%s", is_nullable ? "[" : "",
		    types[i].json, is_nullable ? ",\"null\"]" : "");
		if (types[i].more != NULL)
			buf_addf(&text, ",%s", types[i].more);
		buf_adds(&text, ",\"description\":");
		text_add_json(&text, field->meaning, strlen(field->meaning));
		buf_addc(&text, '}');
		json_write_text(w, name, text.data);
	}
	buf_release(&text);
}

static int
write_field(void *arg, const struct part *part, const struct field *field,
    const char *name)
{
	(void)part;
	write_type(arg, name, field);
	return 0;
}

static int
write_name(void *arg, const struct part *part, const struct field *field,
    const char *name)
{
	(void)part;
	(void)field;
	json_write_string(arg, NULL, name);
	return 0;
}

/* Rows: every column stands in each; a comparison adds some. */
static int
write_rows(const struct fields *fields, const struct part *part,
    const char *name, struct json_writer *w, struct err *err)
{
	json_write_begin(w, name, '{');
	json_write_string(w, "type", "array");
	json_write_begin(w, "items", '{');
	json_write_string(w, "type", "object");
	json_write_begin(w, "properties", '{');
	if (each_name(fields, part, write_field, w, err) == -1)
		return -1;
	json_write_end(w, '}');
	json_write_text(w, "patternProperties",
	    "{\"_(before|change)$\":{\"type\":[\"number\",\"null\"]}}");
	json_write_begin(w, "required", '[');
	if (each_name(fields, part, write_name, w, err) == -1)
		return -1;
	json_write_end(w, ']');
	json_write_bool(w, "additionalProperties", false);
	json_write_end(w, '}');
	json_write_end(w, '}');
	return 0;
}

static int write_members(const struct fields *fields, const char *report,
    const char *section, struct json_writer *w, struct err *err);

/* A section: of its own making, or a report as it stands elsewhere. */
static int
write_section(const struct fields *fields, const struct part *part,
    struct json_writer *w, struct err *err)
{
	bool is_report = part->fields[0] == '=';
	struct buf name = BUF_INIT;
	int rc;

	buf_add(&name, part->name, strcspn(part->name, "/"));
	json_write_begin(w, name.data, '{');
	json_write_string(w, "type", "object");
	json_write_begin(w, "properties", '{');
	rc = write_members(fields, is_report ? part->fields + 1 : part->report,
	    is_report ? NULL : name.data, w, err);
	json_write_end(w, '}');
	json_write_bool(w, "additionalProperties", false);
	json_write_end(w, '}');
	buf_release(&name);
	return rc;
}

/* True for the parts that a section (NULL: the document) holds itself. */
static bool
is_in(const struct part *part, const char *report, const char *section)
{
	size_t len = section == NULL ? 0 : strlen(section);
	const char *slash = strchr(part->name, '/');

	if (strcmp(part->report, report) != 0)
		return false;
	if (section == NULL)
		return slash == NULL || slash[1] == '\0';
	return slash != NULL && (size_t)(slash - part->name) == len &&
	       strncmp(part->name, section, len) == 0;
}

static int
write_members(const struct fields *fields, const char *report,
    const char *section, struct json_writer *w, struct err *err)
{
	int rc = 0;

	for (size_t i = 0; i < fields->n_parts && rc == 0; i++) {
		const struct part *part = &fields->parts[i];
		const char *slash = strchr(part->name, '/');
		bool is_facts =
		    strcmp(part->name, ".") == 0 ||
		    (section != NULL && slash != NULL && slash[1] == '\0');

		if (!is_in(part, report, section))
			continue;
		if (is_facts)
			rc = each_name(fields, part, write_field, w, err);
		else if (part->fields[0] == '=' ||
			 (slash != NULL && section == NULL))
			rc = write_section(fields, part, w, err);
		else
			rc = write_rows(fields, part,
			    slash == NULL ? part->name : slash + 1, w, err);
	}
	return rc;
}

int
fields_add_schema(struct buf *buf, const struct report *report, struct err *err)
{
	struct json_writer w = {.buf = buf, .indent = 2};
	struct fields fields;
	int rc;

	load(&fields);
	json_write_begin(&w, NULL, '{');
	json_write_string(&w, "$schema",
	    "https://json-schema.org/draft/2020-12/schema");
	json_write_string(&w, "$id", report->schema);
	json_write_string(&w, "title", report->title);
	json_write_string(&w, "type", "object");
	json_write_begin(&w, "properties", '{');
	rc = write_members(&fields, "*", NULL, &w, err);
	if (rc == 0)
		rc = write_members(&fields, report->name, NULL, &w, err);
	json_write_end(&w, '}');
	json_write_text(&w, "required",
	    "[\"schema\",\"timezone\",\"model\",\"weights\",\"basis\"]");
	json_write_bool(&w, "additionalProperties", false);
	json_write_end(&w, '}');
	buf_addc(buf, '\n');
	release(&fields);
	return rc;
}

static const struct out_column columns[] = {
    {"report", "Report", OUT_LEFT, false},
    {"part", "Part", OUT_LEFT, false},
    {"field", "Field", OUT_LEFT, false, OUT_KEY},
    {"type", "Type", OUT_LEFT, false},
    {"meaning", "Meaning", OUT_LEFT, true},
};

static int
put_field(void *arg, const struct part *part, const struct field *field,
    const char *name)
{
	out_text(arg,
	    strcmp(part->report, "*") == 0 ? "(every)" : part->report);
	out_text(arg, strcmp(part->name, ".") == 0 ? "(facts)" : part->name);
	out_text(arg, name);
	out_text(arg, field->type);
	out_text(arg, field->meaning);
	out_row(arg);
	return 0;
}

int
fields_put(const struct report *report, struct out *out, struct err *err)
{
	struct fields fields;
	int rc = 0;

	load(&fields);
	out_title(out, "What stands in the reports");
	out_begin(out, "fields", "givetake.report.fields.1");
	out_columns(out, columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < fields.n_parts && rc == 0; i++) {
		const struct part *part = &fields.parts[i];

		if (report != NULL && strcmp(part->report, report->name) != 0 &&
		    strcmp(part->report, "*") != 0)
			continue;
		if (part->fields[0] != '=') {
			rc = each_name(&fields, part, put_field, out, err);
			continue;
		}
		out_text(out, part->report);
		out_text(out, part->name);
		out_text(out, NULL);
		out_text(out, "object");
		out_text(out, part->fields + 1);
		out_row(out);
	}
	release(&fields);
	return rc;
}
