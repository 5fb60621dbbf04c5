#include "xsim/script_line.h"

#include "base/buf.h"
#include "base/mem.h"
#include "model/class.h"

#include <stdlib.h>
#include <string.h>

void
script_line_release(struct script_line *line)
{
	free(line->text);
	free(line->who);
	free(line->lang);
	free(line->media);
	free(line->was);
}

static void
set_flag(struct script_line *line, const char *flag)
{
	if (strcmp(flag, "paid") == 0)
		line->paid = true;
	else if (strcmp(flag, "deleted") == 0)
		line->deleted = true;
	else if (strncmp(flag, "lang=", 5) == 0)
		mem_replace(&line->lang, flag + 5);
	else if (strncmp(flag, "was: ", 5) == 0)
		mem_replace(&line->was, flag + 5);
	else
		mem_replace(&line->media, flag);
}

/* Take the [flags] off the end of the text. */
static void
read_flags(struct script_line *line)
{
	char *open;
	size_t len;

	for (;;) {
		len = strlen(line->text);
		if (len == 0 || line->text[len - 1] != ']')
			return;
		open = strrchr(line->text, '[');
		if (open == NULL)
			return;
		line->text[len - 1] = '\0';
		set_flag(line, open + 1);
		while (open > line->text && open[-1] == ' ')
			open--;
		*open = '\0';
	}
}

/* Turn \n into line breaks. */
static void
read_breaks(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		if (from[0] == '\\' && from[1] == 'n') {
			*to++ = '\n';
			from++;
		} else {
			*to++ = *from;
		}
	}
	*to = '\0';
}

/* "@who: text" or "@who (act): text". */
static int
read_other(struct script_line *line, const char *s, struct err *err)
{
	const char *colon = strchr(s, ':');
	const char *open = strchr(s, '(');
	size_t len = strcspn(s + 1, " :(");
	char *act;

	if (colon == NULL)
		return err_set(err, ERR_DATA, "no ':' after %.20s", s);
	line->who = mem_copy(s + 1, len);
	line->act = -1;
	if (open != NULL && open < colon) {
		act = mem_copy(open + 1, strcspn(open + 1, ")"));
		line->act = class_by_name(act);
		free(act);
		colon = strchr(strchr(open, ')'), ':');
	}
	line->text = mem_strdup(colon + 1 + strspn(colon + 1, " "));
	return 0;
}

static int
read_own(struct script_line *line, const char *s, struct err *err)
{
	size_t len = strcspn(s, " ");
	char *act = mem_copy(s, len);

	line->act = class_by_name(act);
	free(act);
	s += len + strspn(s + len, " ");
	line->shape = *s;
	if (line->act == -1 || *s == '\0' || strchr("-+>~\"=<", *s) == NULL)
		return err_set(err, ERR_DATA, "not 'class shape text': %.40s",
		    s);
	s++;
	line->text = mem_strdup(s + strspn(s, " "));
	return 0;
}

int
script_line_read(struct script_line *line, const char *s, struct err *err)
{
	int rc;

	*line = (struct script_line){.act = -1};
	rc = *s == '@' ? read_other(line, s, err) : read_own(line, s, err);
	if (rc == 0) {
		read_flags(line);
		read_breaks(line->text);
	}
	return rc;
}

char *
script_line_fill(const char *s, size_t k)
{
	struct buf buf = BUF_INIT;

	while (*s != '\0') {
		const char *end = *s == '{' ? strchr(s, '}') : NULL;
		size_t n = 1, i, len;

		if (end == NULL) {
			buf_addc(&buf, *s++);
			continue;
		}
		for (const char *p = s; p < end; p++)
			n += *p == '|';
		s++;
		for (i = k % n; i > 0; i--)
			s += strcspn(s, "|}") + 1;
		len = strcspn(s, "|}");
		buf_add(&buf, s, len);
		s = end + 1;
	}
	return buf_detach(&buf);
}
