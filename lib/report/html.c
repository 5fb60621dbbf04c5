#include "base/mem.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/when.h"
#include "data/data.h"
#include "report/sink.h"
#include "report/svg.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* More links than these fold into a list that opens. */
#define FEW_POSTS 4

struct html {
	struct buf body;     /* own; written once all is known */
	struct buf title;    /* own */
	struct buf contents; /* own; list items that lead to the sections */
	int n_charts, n_sections;
	size_t n_tables; /* in this section */
	bool in_facts;   /* a list of facts is open */
	bool has_rows;   /* the table's body is open */
};

static void *
html_open(void)
{
	struct html *html = mem_alloc(1, sizeof(*html));

	*html = (struct html){.body = BUF_INIT,
	    .title = BUF_INIT,
	    .contents = BUF_INIT};
	return html;
}

static void
html_close(void *state)
{
	struct html *html = state;

	buf_release(&html->body);
	buf_release(&html->title);
	buf_release(&html->contents);
	free(html);
}

static void
add_html(struct buf *buf, const char *text)
{
	text_add_html(buf, text, strlen(text));
}

static void
html_begin(struct out *out, const char *schema)
{
	struct html *html = out->state;

	sink_add_title(&html->title, out, schema);
}

static void
end_facts(struct html *html)
{
	if (html->in_facts)
		buf_adds(&html->body, "</dl>\n");
	html->in_facts = false;
}

static void
add_post_link(struct buf *buf, int64_t id, size_t number)
{
	buf_addf(buf,
	    "<a href=\"https://x.com/i/status/%" PRId64
	    "\" rel=\"noopener noreferrer\"",
	    id);
	if (number == 0)
		buf_addf(buf, ">%" PRId64 "</a>", id);
	else
		buf_addf(buf, " aria-label=\"post %" PRId64 "\">%zu</a> ", id,
		    number);
}

static void
add_posts(struct buf *buf, const struct cell *cell)
{
	if (cell->n > FEW_POSTS)
		buf_addf(buf, "<details><summary>%zu posts</summary>", cell->n);
	for (size_t i = 0; i < cell->n; i++)
		add_post_link(buf, cell->ids[i], i + 1);
	if (cell->n > FEW_POSTS)
		buf_adds(buf, "</details>");
}

/* Text of handles as a link, if it is one; at may stand before it. */
static bool
add_handle(struct buf *buf, const char *text)
{
	const char *handle = text + (*text == '@');
	size_t len = sink_handle_length(handle);

	if (len == 0 || handle[len] != '\0')
		return false;
	buf_addf(buf,
	    "<a href=\"https://x.com/%s\" rel=\"noopener noreferrer\">"
	    "@%s</a>",
	    handle, handle);
	return true;
}

/* Append text with its @handles and ids of posts as links. */
static void
add_linked(struct buf *buf, const char *text)
{
	while (*text != '\0') {
		size_t len = sink_link_length(text);
		struct buf word = BUF_INIT;

		if (len == 0) {
			len = strcspn(text + 1, "@0123456789") + 1;
			text_add_html(buf, text, len);
		} else if (*text == '@') {
			buf_add(&word, text, len);
			add_handle(buf, word.data);
		} else {
			add_post_link(buf, strtoll(text, NULL, 10), 0);
		}
		text += len;
		buf_release(&word);
	}
}

static void
add_value(struct out *out, const struct cell *cell, const char *name)
{
	struct html *html = out->state;
	struct buf *buf = &html->body;
	enum sink_link link = sink_link_of(name);

	switch (cell->kind) {
	case CELL_ABSENT:
		buf_adds(buf, "–");
		break;
	case CELL_TEXT:
		if (link != LINK_HANDLE || !add_handle(buf, cell->text))
			add_html(buf, cell->text);
		break;
	case CELL_STRUCT:
		add_html(buf, cell->text == NULL ? "" : cell->text);
		break;
	case CELL_TIME:
		buf_adds(buf, "<time datetime=\"");
		when_add_rfc3339(buf, cell->integer);
		buf_adds(buf, "\">");
		when_add_local(buf, cell->integer);
		buf_adds(buf, "</time>");
		break;
	case CELL_BOOL:
		buf_adds(buf, cell->integer != 0 ? "yes" : "no");
		break;
	case CELL_USD:
		buf_addc(buf, '$');
		sink_add_plain(buf, cell);
		break;
	case CELL_BAR:
		svg_add_bar(buf, cell->real, sink_hue_of(name));
		buf_addf(buf, "<span class=\"part\">%.0f %%</span>",
		    cell->real * 100);
		break;
	case CELL_POSTS:
		add_posts(buf, cell);
		break;
	case CELL_ID:
		if (link == LINK_POST) {
			add_post_link(buf, cell->integer, 0);
			break;
		} /* fall through */
	case CELL_INT:
	case CELL_REAL:
		sink_add_plain(buf, cell);
		break;
	}
}

static void
html_fact(struct out *out, const char *name, const struct cell *cell)
{
	struct html *html = out->state;

	if (cell->kind == CELL_STRUCT && cell->text == NULL)
		return;
	if (!html->in_facts)
		buf_adds(&html->body, "<dl class=\"facts\">\n");
	html->in_facts = true;
	buf_adds(&html->body, "<div><dt>");
	sink_add_words(&html->body, name);
	buf_adds(&html->body, "</dt><dd dir=\"auto\">");
	add_value(out, cell, name);
	buf_adds(&html->body, "</dd></div>\n");
}

static void
html_paragraph(struct out *out, const char *text)
{
	struct html *html = out->state;
	struct buf line = BUF_INIT;

	end_facts(html);
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		buf_clear(&line);
		buf_add(&line, text, len);
		buf_adds(&html->body, "<p dir=\"auto\">");
		add_linked(&html->body, line.data);
		buf_adds(&html->body, "</p>\n");
		text += len + (text[len] == '\n');
	}
	buf_release(&line);
}

static void
html_section(struct out *out, const char *name, const char *title)
{
	struct html *html = out->state;

	end_facts(html);
	html->n_tables = 0;
	html->n_sections++;
	buf_addf(&html->contents, "<li><a href=\"#%s\">", name);
	add_html(&html->contents, title);
	buf_adds(&html->contents, "</a></li>\n");
	buf_addf(&html->body, "<section id=\"%s\">\n<h2>", name);
	add_html(&html->body, title);
	buf_adds(&html->body, "</h2>\n");
}

static void
html_section_end(struct out *out)
{
	struct html *html = out->state;

	end_facts(html);
	buf_adds(&html->body, "</section>\n");
}

/* What the colours of a chart stand for. */
static void
add_legend(struct buf *buf, const struct chart *chart)
{
	static const char *const words[] = {[CHART_GIVE] = "gives",
	    [CHART_TAKE] = "takes",
	    [CHART_NEUTRAL] = "neither"};
	bool seen[CHART_NEUTRAL + 1] = {false};

	if (chart->kind == CHART_STACK) {
		buf_adds(buf, "<span class=\"legend\">");
		for (size_t i = 0; i < chart->n_columns; i++) {
			buf_addf(buf, "<span class=\"key %s\">",
			    svg_hue(chart->columns[i].hue));
			add_html(buf, chart->columns[i].label);
			buf_adds(buf, "</span> ");
		}
		buf_adds(buf, "</span>");
		return;
	}
	for (size_t i = 0; i < chart->n && chart->kind != CHART_HEAT; i++)
		seen[chart->points[i].hue] = true;
	if (!seen[CHART_GIVE] && !seen[CHART_TAKE])
		return;
	buf_adds(buf, "<span class=\"legend\">");
	for (int hue = CHART_GIVE; hue <= CHART_NEUTRAL; hue++)
		if (seen[hue])
			buf_addf(buf, "<span class=\"key %s\">%s</span> ",
			    svg_hue((enum chart_hue)hue), words[hue]);
	buf_adds(buf, "</span>");
}

static void
html_chart(struct out *out, const struct chart *chart)
{
	struct html *html = out->state;

	if (chart->n == 0)
		return;
	end_facts(html);
	buf_adds(&html->body, "<figure>\n<figcaption><h3>");
	add_html(&html->body, chart->title);
	buf_adds(&html->body, "</h3>");
	add_legend(&html->body, chart);
	buf_adds(&html->body, "</figcaption>\n");
	svg_add_chart(&html->body, chart, ++html->n_charts);
	if (chart->alt != NULL) {
		buf_adds(&html->body, "<p class=\"alt\" aria-hidden=\"true\">");
		add_html(&html->body, chart->alt);
		buf_adds(&html->body, "</p>\n");
	}
	buf_adds(&html->body, "</figure>\n");
}

/* Only now is it certain that the table has a row. */
static void
begin_rows(struct out *out)
{
	struct html *html = out->state;
	struct buf *buf = &html->body;

	html->has_rows = true;
	buf_adds(buf, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		      "aria-label=\"");
	sink_add_words(buf, out->rows == NULL ? "table" : out->rows);
	buf_adds(buf, "\">\n<table>\n");
	if (html->n_tables > 1 && out->rows != NULL) {
		buf_adds(buf, "<caption>");
		sink_add_words(buf, out->rows);
		buf_adds(buf, "</caption>\n");
	}
	buf_adds(buf, "<thead><tr>");
	for (size_t i = 0; i < out->n_columns; i++) {
		const struct out_column *column = &out->columns[i];

		if (column->title == NULL)
			continue;
		buf_adds(buf, column->align == OUT_RIGHT
				  ? "<th scope=\"col\" class=\"n\">"
				  : "<th scope=\"col\">");
		add_html(buf, column->title);
		buf_adds(buf, "</th>");
	}
	buf_adds(buf, "</tr></thead>\n<tbody>\n");
}

static void
html_table(struct out *out)
{
	struct html *html = out->state;

	end_facts(html);
	html->n_tables++;
	html->has_rows = false;
}

/* What the script sorts by where the text of the cell does not say it. */
static void
add_sort_key(struct buf *buf, const struct cell *cell)
{
	switch (cell->kind) {
	case CELL_BAR:
	case CELL_USD:
		buf_adds(buf, " data-v=\"");
		sink_add_plain(buf, cell);
		buf_addc(buf, '"');
		break;
	case CELL_TIME:
		buf_addf(buf, " data-v=\"%" PRId64 "\"", cell->integer);
		break;
	case CELL_POSTS:
		buf_addf(buf, " data-v=\"%zu\"", cell->n);
		break;
	case CELL_ABSENT:
		buf_adds(buf, " data-v=\"\"");
		break;
	default:
		break;
	}
}

static void
html_cell(struct out *out, const struct cell *cell)
{
	struct html *html = out->state;
	const struct out_column *column = &out->columns[out->at];
	bool is_text = cell->kind == CELL_TEXT || cell->kind == CELL_STRUCT;

	if (out->at == 0) {
		if (!html->has_rows)
			begin_rows(out);
		buf_adds(&html->body, "<tr>");
	}
	if (column->title == NULL)
		return;
	buf_adds(&html->body, "<td");
	if (column->align == OUT_RIGHT)
		buf_adds(&html->body, " class=\"n\"");
	else if (column->flexible && sink_link_of(column->name) != LINK_HANDLE)
		buf_adds(&html->body, " class=\"w\"");
	if (is_text)
		buf_adds(&html->body, " dir=\"auto\"");
	add_sort_key(&html->body, cell);
	buf_addc(&html->body, '>');
	add_value(out, cell, column->name);
	buf_adds(&html->body, "</td>");
}

static void
html_row(struct out *out)
{
	struct html *html = out->state;

	buf_adds(&html->body, "</tr>\n");
}

static void
html_table_end(struct out *out)
{
	struct html *html = out->state;

	if (html->has_rows)
		buf_adds(&html->body, "</tbody>\n</table>\n</div>\n");
}

/* Allow the page's own style or script by its hash, and nothing else. */
static void
add_source(struct buf *buf, const char *directive, const char *text)
{
	struct sha256 hash;
	unsigned char digest[SHA256_BYTES];

	sha256_begin(&hash);
	sha256_add(&hash, text, strlen(text));
	sha256_end(&hash, digest);
	buf_addf(buf, "; %s 'sha256-", directive);
	sha256_add_base64(buf, digest);
	buf_addc(buf, '\'');
}

static void
add_head(struct buf *buf, const struct html *html)
{
	buf_adds(buf,
	    "<!doctype html>\n<html lang=\"en\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; base-uri 'none'; form-action 'none'");
	add_source(buf, "style-src", data_style);
	add_source(buf, "script-src", data_sort);
	buf_adds(buf,
	    "\">\n<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<meta name=\"color-scheme\" content=\"light dark\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<meta name=\"generator\" content=\"givetake " GIVETAKE_VERSION
	    "\">\n<title>");
	add_html(buf, html->title.data);
	buf_addf(buf, "</title>\n<style>%s</style>\n</head>\n", data_style);
}

static void
html_end(struct out *out)
{
	struct html *html = out->state;
	struct buf *buf = &out->buf;

	end_facts(html);
	add_head(buf, html);
	buf_adds(buf, "<body>\n<main>\n<header>\n<p class=\"kicker\">givetake"
		      "</p>\n<h1>");
	add_html(buf, html->title.data);
	buf_adds(buf, "</h1>\n</header>\n");
	if (html->n_charts > 0)
		svg_add_patterns(buf);
	if (html->n_sections > 2)
		buf_addf(buf,
		    "<nav aria-label=\"Contents\"><ol>\n%s</ol></nav>\n",
		    html->contents.data);
	buf_add(buf, html->body.data, html->body.len);
	buf_addf(buf, "</main>\n<script>%s</script>\n</body>\n</html>\n",
	    data_sort);
}

const struct sink_ops sink_html = {.open = html_open,
    .begin = html_begin,
    .fact = html_fact,
    .paragraph = html_paragraph,
    .section = html_section,
    .section_end = html_section_end,
    .chart = html_chart,
    .table = html_table,
    .cell = html_cell,
    .row = html_row,
    .table_end = html_table_end,
    .end = html_end,
    .close = html_close};
