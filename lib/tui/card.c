#include "tui/card.h"

#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int
read_posts(struct post_rows *rows, struct store *store, const struct json *list,
    struct err *err)
{
	post_rows_release(rows);
	for (const struct json *node = json_first(list); node != NULL;
	     node = json_next(node)) {
		int64_t id;

		if (json_id(json_get(node, "id"), &id) == 0 &&
		    post_rows_one(rows, store, id, err) == -1)
			return -1;
	}
	return 0;
}

int
card_read(struct card_view *card, struct store *store, const struct buf *json,
    struct err *err)
{
	const struct json *root;

	card->is_there = false;
	if (json_parse(&card->doc, json->data, json->len, err) == -1)
		return -1;
	root = card->doc.root;
	card->is_there = true;
	if (read_posts(&card->gives, store, json_get(root, "gives_most"),
		err) == -1)
		return -1;
	return read_posts(&card->takes, store, json_get(root, "takes_most"),
	    err);
}

void
card_forget(struct card_view *card)
{
	json_release(&card->doc);
	post_rows_release(&card->gives);
	post_rows_release(&card->takes);
	card->is_there = false;
}

static const char *
text_of(const struct json *node, const char *name)
{
	const char *text = json_string(json_get(node, name));

	return text != NULL ? text : "";
}

/* A share with its interval and sample, or a number. */
static void
add_value(struct doc *doc, const struct json *node)
{
	double value = json_real(json_get(node, "value"), NAN);
	double low = json_real(json_get(node, "low"), NAN);
	double high = json_real(json_get(node, "high"), NAN);
	int64_t of = json_int(json_get(node, "of"), 0);
	char text[64];

	if (isnan(low))
		snprintf(text, sizeof(text), "%.*f",
		    value < 1 && value > 0 ? 2 : 0, value);
	else
		snprintf(text, sizeof(text), "%.0f %% (%.0f to %.0f)",
		    value * 100, low * 100, high * 100);
	doc_cell(doc, ROLE_TEXT, text, 18);
	if (of > 0)
		snprintf(text, sizeof(text), "of %lld", (long long)of);
	doc_cell(doc, ROLE_DIM, of > 0 ? text : "", 9);
}

void
card_voice_lines(struct doc *doc, const struct card_view *card)
{
	static const struct {
		const char *name, *meaning;
	} parts[] = {
	    {"voice", "voice: a person who talks with people of a subject"},
	    {"passion", "passion"},
	    {"dullness", "dullness: jargon, templates, hashtags"},
	};
	const struct json *voice =
	    json_first(json_get(card->doc.root, "voice"));
	char text[64];

	doc_head(doc, " How it sounds (0 to 100, 50 is usual)");
	if (!json_is_number(json_get(voice, "voice"))) {
		doc_line(doc, 0);
		doc_adds(doc, ROLE_DIM, "  too few words of its own to say");
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		snprintf(text, sizeof(text), "%3.0f",
		    json_real(json_get(voice, parts[i].name), 0));
		doc_line(doc, 0);
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, ROLE_TEXT, text, 5);
		doc_adds(doc, ROLE_TEXT, parts[i].meaning);
	}
	doc_line(doc, 0);
	doc_adds(doc, ROLE_DIM, "  writes of: ");
	doc_adds(doc, ROLE_TEXT, text_of(voice, "subject"));
}

void
card_measure_lines(struct doc *doc, const struct card_view *card)
{
	const struct json *list = json_get(card->doc.root, "card");

	doc_head(doc, " How it answers, shares, lifts and talks");
	for (const struct json *node = json_first(list); node != NULL;
	     node = json_next(node)) {
		if (!json_is_number(json_get(node, "value")))
			continue;
		doc_line(doc, 0);
		doc_adds(doc, ROLE_TEXT, "  ");
		add_value(doc, node);
		doc_adds(doc, ROLE_TEXT, text_of(node, "meaning"));
	}
}

void
card_gauge_lines(struct doc *doc, const struct card_view *card, int width)
{
	const struct json *list = json_get(card->doc.root, "gauges");

	doc_head(doc, " By rules of thumb (habits of the trade, no studies)");
	for (const struct json *node = json_first(list); node != NULL;
	     node = json_next(node)) {
		bool passes = json_bool(json_get(node, "passes"));
		const char *missing = text_of(node, "missing");

		doc_line(doc, 0);
		doc_adds(doc, ROLE_TEXT, "  ");
		doc_cell(doc, ROLE_NAME, text_of(node, "gauge"), 10);
		doc_cell(doc, passes ? ROLE_GIVE : ROLE_TAKE,
		    passes ? "yes" : "no", 4);
		doc_cell(doc, ROLE_TEXT,
		    *missing != '\0' ? missing : text_of(node, "definition"),
		    width - 17);
	}
}
