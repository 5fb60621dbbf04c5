#include "tui/prompt.h"

#include "base/utf8.h"

#define CONTROL(c) ((c)&0x1f)
#define TEXT_MAX   4000

void
prompt_open(struct prompt *prompt, enum action action, const char *question,
    const char *text)
{
	buf_clear(&prompt->question);
	buf_clear(&prompt->text);
	buf_adds(&prompt->question, question);
	buf_adds(&prompt->text, text);
	prompt->action = action;
}

/* Cut the last character, bytes of it and all. */
static void
cut_one(struct buf *text)
{
	size_t len = text->len;

	while (len > 0 && ((unsigned char)text->data[len - 1] & 0xc0) == 0x80)
		len--;
	buf_truncate(text, len > 0 ? len - 1 : 0);
}

static void
cut_word(struct buf *text)
{
	while (text->len > 0 && text->data[text->len - 1] == ' ')
		cut_one(text);
	while (text->len > 0 && text->data[text->len - 1] != ' ')
		cut_one(text);
}

enum prompt_state
prompt_key(struct prompt *prompt, uint32_t key)
{
	switch (key) {
	case CODE_ENTER:
		return PROMPT_DONE;
	case CODE_ESCAPE:
		return PROMPT_CANCELLED;
	case CODE_BACKSPACE:
		if (prompt->text.len == 0)
			return PROMPT_CANCELLED;
		cut_one(&prompt->text);
		return PROMPT_OPEN;
	case CONTROL('U'):
		buf_clear(&prompt->text);
		return PROMPT_OPEN;
	case CONTROL('W'):
		cut_word(&prompt->text);
		return PROMPT_OPEN;
	default:
		if (key < SPECIAL_UP && !utf8_is_control(key) &&
		    prompt->text.len < TEXT_MAX)
			buf_add_utf8(&prompt->text, key);
		return PROMPT_OPEN;
	}
}

void
prompt_close(struct prompt *prompt)
{
	prompt->action = ACTION_NONE;
}

void
prompt_release(struct prompt *prompt)
{
	buf_release(&prompt->question);
	buf_release(&prompt->text);
}
