#include "givetake/exit.h"

#include "base/buf.h"
#include "base/text.h"
#include "json/json.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define STATUS_BUG 70

const struct exit_row exit_table[] = {
    {0, ERR_NONE, "done", "done"},
    {1, ERR_NONE, "check_failed", "a check failed"},
    {2, ERR_USAGE, "usage", "the command line makes no sense"},
    {3, ERR_NONE, "partial", "some sources failed; the rest is kept"},
    {4, ERR_BUDGET, "budget", "a spending cap is reached, or X's credits"},
    {65, ERR_DATA, "data", "bad input"},
    {66, ERR_NOT_FOUND, "not_found", "no such file, account or post"},
    {69, ERR_SERVICE, "service", "X or the network failed"},
    {70, ERR_BUG, "bug", "a bug in givetake"},
    {73, ERR_CREATE, "create", "a file cannot be created"},
    {74, ERR_IO, "io", "reading or writing failed"},
    {75, ERR_LATER, "later",
	"try again later: a rate limit, or the archive is in use"},
    {77, ERR_AUTH, "auth", "not authorised: the token is missing or refused"},
    {78, ERR_CONFIG, "config", "a setting is wrong"},
    {0, ERR_NONE, NULL, NULL},
};

static const struct exit_row *
find(enum err_code code)
{
	for (const struct exit_row *row = exit_table; row->name != NULL; row++)
		if (row->code == code && code != ERR_NONE)
			return row;
	return NULL;
}

int
exit_status(enum err_code code)
{
	const struct exit_row *row = find(code);

	return row == NULL ? STATUS_BUG : row->status;
}

int
exit_report(const struct err *err, bool as_json)
{
	const struct exit_row *row = find(err->code);
	struct buf line = BUF_INIT;
	struct json_writer w = {.buf = &line};
	int status = exit_status(err->code);

	if (as_json) {
		json_write_begin(&w, NULL, '{');
		json_write_string(&w, "error", err->text);
		json_write_string(&w, "code", row == NULL ? "bug" : row->name);
		json_write_int(&w, "exit", status);
		json_write_end(&w, '}');
	} else {
		buf_adds(&line, "givetake: ");
		text_add_terminal(&line, err->text, strlen(err->text));
	}
	buf_addc(&line, '\n');
	fputs(line.data, stderr);
	buf_release(&line);
	return status;
}
