#include "tui/reasons.h"

#include "base/mem.h"
#include "model/class.h"
#include "tui/rows.h"

#include <stdlib.h>

#define MOST_OTHERS 6

/* A place that lies in the text of len bytes. */
static void
set_place(struct reason *reason, const struct json *node, size_t len)
{
	int64_t start = json_int(json_get(node, "start"), 0);
	int64_t end = json_int(json_get(node, "end"), 0);

	if (start < 0 || end <= start || (uint64_t)end > len)
		return;
	reason->start = (int)start;
	reason->end = (int)end;
}

int
reasons_read(struct reasons *reasons, const struct buf *json, size_t len,
    struct err *err)
{
	const struct json *list;

	reasons->n = 0;
	if (json_parse(&reasons->doc, json->data, json->len, err) == -1)
		return -1;
	list = json_get(reasons->doc.root, "signals");
	free(reasons->items);
	reasons->items = mem_alloc(json_count(list), sizeof(*reasons->items));
	for (const struct json *node = json_first(list); node != NULL;
	     node = json_next(node)) {
		const char *class = json_string(json_get(node, "class"));
		const char *meaning = json_string(json_get(node, "meaning"));
		struct reason *reason = &reasons->items[reasons->n];

		if (class == NULL || class_by_name(class) == -1)
			continue;
		*reason = (struct reason){.contribution =
					      json_real(json_get(node,
							    "contribution"),
						  0),
		    .class = class_by_name(class),
		    .sentence = meaning != NULL ? meaning : "",
		    .words = json_string(json_get(node, "evidence"))};
		set_place(reason, node, len);
		reasons->n++;
	}
	return 0;
}

void
reasons_release(struct reasons *reasons)
{
	json_release(&reasons->doc);
	free(reasons->items);
	*reasons = (struct reasons){.n = 0};
}

static void
add_line(struct doc *doc, const struct reason *reason)
{
	doc_line(doc, 0);
	doc_addf(doc, ROLE_TEXT, "  %+5.2f ", reason->contribution);
	doc_cell(doc, role_of_class(reason->class),
	    class_info[reason->class].name, 8);
	doc_adds(doc, ROLE_TEXT, reason->sentence);
	if (reason->words == NULL)
		return;
	doc_adds(doc, ROLE_DIM, ": ");
	doc_adds(doc, reason->end > reason->start ? ROLE_EVIDENCE : ROLE_LINK,
	    reason->words);
}

void
reasons_lines(struct doc *doc, const struct reasons *reasons, int class)
{
	int others = 0;

	for (size_t i = 0; i < reasons->n; i++) {
		const struct reason *reason = &reasons->items[i];

		if (reason->class != class && others++ == 0) {
			doc_line(doc, 0);
			doc_adds(doc, ROLE_DIM, "  other classes:");
		}
		if (others > MOST_OTHERS)
			return;
		add_line(doc, reason);
	}
}
