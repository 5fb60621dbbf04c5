/* Keys and the mouse, as the terminal sends them. */
#include "base/mem.h"
#include "tui/keys.h"
#include "tui/screen.h"

#include <ncurses.h>

static int click_row;

static uint32_t
special(wint_t code)
{
	static const struct {
		int code;
		uint32_t key;
	} map[] = {
	    {KEY_UP, SPECIAL_UP},
	    {KEY_DOWN, SPECIAL_DOWN},
	    {KEY_LEFT, SPECIAL_LEFT},
	    {KEY_RIGHT, SPECIAL_RIGHT},
	    {KEY_PPAGE, SPECIAL_PAGE_UP},
	    {KEY_NPAGE, SPECIAL_PAGE_DOWN},
	    {KEY_HOME, SPECIAL_HOME},
	    {KEY_END, SPECIAL_END},
	    {KEY_DC, SPECIAL_DELETE},
	    {KEY_ENTER, CODE_ENTER},
	    {KEY_BACKSPACE, CODE_BACKSPACE},
	};

	for (size_t i = 0; i < ARRAY_LEN(map); i++)
		if ((wint_t)map[i].code == code)
			return map[i].key;
	return KEY_NONE;
}

static uint32_t
read_mouse(void)
{
	MEVENT event;

	if (getmouse(&event) == ERR)
		return KEY_NONE;
	click_row = event.y;
	return (event.bstate & BUTTON4_PRESSED) != 0   ? SPECIAL_WHEEL_UP
	       : (event.bstate & BUTTON5_PRESSED) != 0 ? SPECIAL_WHEEL_DOWN
						       : SPECIAL_CLICK;
}

int
screen_click_row(void)
{
	return click_row;
}

static uint32_t
escape_before(int rc, wint_t code)
{
	if (rc == OK)
		unget_wch((wchar_t)code);
	else if (rc == KEY_CODE_YES)
		ungetch((int)code);
	return CODE_ESCAPE;
}

/* An escape: the key, or the beginning of one that the terminal's description
 * does not know (ECMA-48, 5.4: CSI; SS3).  What it ends in would else be taken
 * for keys that were pressed. */
static uint32_t
read_escape(void)
{
	wint_t first, code;
	int rc = get_wch(&first), next;

	if (rc != OK || (first != '[' && first != 'O'))
		return escape_before(rc, first);
	next = get_wch(&code);
	if (next == ERR)
		return escape_before(rc, first);
	while (first == '[' && next == OK && (code < 0x40 || code > 0x7e))
		next = get_wch(&code);
	return KEY_NONE;
}

uint32_t
screen_key(void)
{
	wint_t code;

	for (;;) {
		uint32_t key;

		switch (get_wch(&code)) {
		case KEY_CODE_YES:
			key = code == KEY_MOUSE ? read_mouse() : special(code);
			break;
		case OK:
			key = code == '\r'          ? CODE_ENTER
			      : code == '\b'        ? CODE_BACKSPACE
			      : code == CODE_ESCAPE ? read_escape()
						    : code;
			break;
		default:
			return KEY_NONE;
		}
		if (key != KEY_NONE)
			return key;
	}
}
