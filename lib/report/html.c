#include "base/mem.h"
#include "base/sha256.h"
#include "base/text.h"
#include "data/data.h"
#include "report/html_value.h"
#include "report/svg.h"

#include <stdlib.h>
#include <string.h>

/* Texts of so many bytes get a wide column. */
#define LONG_TEXT 60

struct html {
	struct buf body;     /* own; written once all is known */
	struct buf title;    /* own */
	struct buf contents; /* own; list items that lead to the sections */
	int n_charts, n_sections;
	size_t n_tables; /* in this section */
	bool in_facts;   /* a list of facts is open */
	bool has_rows;   /* the table's body is open */
	bool is_led;     /* the last sentence leads to what follows */
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
	html_add_value(&html->body, cell, name, sink_link_of(name));
	buf_adds(&html->body, "</dd></div>\n");
}

static void
html_paragraph(struct out *out, const char *text)
{
	struct html *html = out->state;
	struct buf line = BUF_INIT;

	end_facts(html);
	html->is_led = sink_leads(text);
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		buf_clear(&line);
		buf_add(&line, text, len);
		if (len > 0) {
			buf_addf(&html->body, "<p%s dir=\"auto\">",
			    html->is_led ? " class=\"lead\"" : "");
			html_add_linked(&html->body, line.data);
			buf_adds(&html->body, "</p>\n");
		}
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
	if (html->n_tables > 1 && out->rows != NULL && !html->is_led) {
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

static void
html_cell(struct out *out, const struct cell *cell)
{
	struct html *html = out->state;
	const struct out_column *column = &out->columns[out->at];
	bool is_text = cell->kind == CELL_TEXT || cell->kind == CELL_STRUCT;

	if (!sink_is_shown(out))
		return;
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
	else if (column->flexible && cell->text != NULL &&
		 strlen(cell->text) > LONG_TEXT)
		buf_adds(&html->body, " class=\"w t\"");
	else if (column->flexible && sink_link_of(column->name) != LINK_HANDLE)
		buf_adds(&html->body, " class=\"w\"");
	if (is_text)
		buf_adds(&html->body, " dir=\"auto\"");
	html_add_sort_key(&html->body, cell);
	buf_addc(&html->body, '>');
	html_add_value(&html->body, cell, column->name,
	    sink_link_of_column(column));
	buf_adds(&html->body, "</td>");
}

static void
html_row(struct out *out)
{
	struct html *html = out->state;

	if (html->has_rows)
		buf_adds(&html->body, "</tr>\n");
}

static void
html_table_end(struct out *out)
{
	struct html *html = out->state;

	html->is_led = false;
	if (html->has_rows)
		buf_adds(&html->body, "</tbody>\n</table>\n</div>\n");
}

/* In a script no "<" may begin "</script>" or "<!--". */
static void
add_script_json(struct buf *buf, const char *json)
{
	for (; *json != '\0'; json++) {
		if (*json == '<')
			buf_adds(buf, "\\u003c");
		else
			buf_addc(buf, *json);
	}
}

static void
html_basis(struct out *out, const char *json, const struct out_line *lines,
    size_t n)
{
	struct html *html = out->state;
	struct buf *buf = &html->body;

	end_facts(html);
	buf_adds(buf, "<footer>\n<h2>What this rests on</h2>\n"
		      "<dl class=\"facts\">\n");
	for (size_t i = 0; i < n; i++) {
		buf_adds(buf, "<div><dt>");
		add_html(buf, lines[i].name);
		buf_adds(buf, "</dt><dd dir=\"auto\">");
		add_html(buf, lines[i].text);
		buf_adds(buf, "</dd></div>\n");
	}
	buf_adds(buf, "</dl>\n</footer>\n<script type=\"application/json\" "
		      "id=\"givetake-basis\">");
	add_script_json(buf, json);
	buf_adds(buf, "</script>\n");
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
    .basis = html_basis,
    .carries_basis = true,
    .end = html_end,
    .close = html_close};
