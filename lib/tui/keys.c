#include "tui/keys.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

const struct action_info action_info[ACTION_COUNT] = {
    [ACTION_NONE] = {"none", "", "Nothing", "Moving"},
    [ACTION_UP] = {"up", "k Up", "One line up"},
    [ACTION_DOWN] = {"down", "j Down", "One line down"},
    [ACTION_PAGE_UP] = {"page-up", "PgUp ^B", "One screen up"},
    [ACTION_PAGE_DOWN] = {"page-down", "PgDn ^F", "One screen down"},
    [ACTION_FIRST] = {"first", "g Home", "First line"},
    [ACTION_LAST] = {"last", "G End", "Last line"},
    [ACTION_OPEN] = {"open", "Enter l Right", "Go into what the line is about"},
    [ACTION_BACK] = {"back", "q h Left Esc",
	"Back to where you came from; out of the first view"},
    [ACTION_QUIT] = {"quit", "Q", "Leave"},
    [ACTION_FIND] = {"find", "/", "Find a line by its words"},
    [ACTION_FIND_NEXT] = {"find-next", "n", "The next such line"},
    [ACTION_FIND_PREVIOUS] = {"find-previous", "N", "The one before"},
    [ACTION_MARK] = {"mark", "Space", "Mark the line, or take the mark off"},
    [ACTION_BOARD] = {"board", "B", "Board: the accounts by what they give",
	"Views"},
    [ACTION_FEED] = {"feed", "P", "Posts, newest first"},
    [ACTION_ACCOUNT] = {"account", "A", "The account the line is about"},
    [ACTION_ANSWERS] = {"answers", "a",
	"Open questions, who answers, who answers whom"},
    [ACTION_OBSERVATION] = {"observation", "O",
	"The observation: how far it is, what lacks, its journal"},
    [ACTION_SOURCES] = {"sources", "S", "What is watched"},
    [ACTION_SEARCH] = {"search", "s",
	"Posts by words and filters: kettle from:ana since:4w"},
    [ACTION_COMMAND] = {"command", ":",
	"A report, as on the command line: accounts --last 4w"},
    [ACTION_HELP] = {"help", "?", "This help"},
    [ACTION_SORT] = {"sort", ">", "Board: another order"},
    [ACTION_GROUP] = {"group", "c", "The next group of accounts, or all"},
    [ACTION_WINDOW] = {"window", "w", "All time, 12 weeks, 4 weeks, 1 week"},
    [ACTION_REPOSTS] = {"reposts", "r", "Posts: reposts shown or hidden"},
    [ACTION_REPLIES] = {"replies", "R", "Posts: replies shown or hidden"},
    [ACTION_FILTER] = {"filter", "f",
	"Posts: only those that an expression finds: class:ask -is:reply"},
    [ACTION_LABEL_1] = {"label-answer", "1", "It is an answer",
	"Your word on the post"},
    [ACTION_LABEL_2] = {"label-link", "2", "It passes on a useful link"},
    [ACTION_LABEL_3] = {"label-insight", "3", "It tells something useful"},
    [ACTION_LABEL_4] = {"label-amplify", "4", "It lifts others up"},
    [ACTION_LABEL_5] = {"label-ask", "5", "It asks"},
    [ACTION_LABEL_6] = {"label-promote", "6", "It promotes the author"},
    [ACTION_LABEL_7] = {"label-chatter", "7", "It is small talk"},
    [ACTION_LABEL_8] = {"label-other", "8", "It cannot be judged"},
    [ACTION_UNLABEL] = {"unlabel", "0", "Take your word back"},
    [ACTION_OWN_YES] = {"own", "=", "The site does belong to the account"},
    [ACTION_OWN_NO] = {"not-own", "!", "The site does not belong to it"},
    [ACTION_UNDO] = {"undo", "u", "Undo the last of these"},
    [ACTION_STAR] = {"star", "*", "Put a star on it, or take it off", "Doing"},
    [ACTION_TAG] = {"tag", "t", "Add a tag, or take it off"},
    [ACTION_NOTE] = {"note", "m", "Write a note"},
    [ACTION_WATCH] = {"watch", "+", "Watch the account"},
    [ACTION_UNWATCH] = {"unwatch", "-", "Watch it no longer"},
    [ACTION_PUT_INTO_GROUP] = {"put-into-group", "C",
	"Put the account into a group, or take it out"},
    [ACTION_BROWSER] = {"browser", "o", "Show it in the browser"},
    [ACTION_COPY] = {"copy", "y", "Copy the text of the line"},
    [ACTION_COPY_LINK] = {"copy-link", "Y", "Copy the address"},
    [ACTION_RAW] = {"raw", "J", "The JSON that X sent"},
    [ACTION_EXPORT] = {"export", "E", "Write the view into a file"},
    [ACTION_REPORT] = {"report", "W",
	"Write the report of what is shown into a file"},
    [ACTION_FETCH] = {"fetch", "F", "Read what is new from X"},
    [ACTION_THEME] = {"theme", "T", "Other colours"},
    [ACTION_REDRAW] = {"redraw", "^L", "Draw the screen and read anew"},
};

static const struct {
	const char *name;
	uint32_t key;
} key_names[] = {
    {"Up", SPECIAL_UP},
    {"Down", SPECIAL_DOWN},
    {"Left", SPECIAL_LEFT},
    {"Right", SPECIAL_RIGHT},
    {"PgUp", SPECIAL_PAGE_UP},
    {"PgDn", SPECIAL_PAGE_DOWN},
    {"Home", SPECIAL_HOME},
    {"End", SPECIAL_END},
    {"Delete", SPECIAL_DELETE},
    {"Enter", CODE_ENTER},
    {"Esc", CODE_ESCAPE},
    {"Space", ' '},
    {"Tab", '\t'},
    {"Backspace", CODE_BACKSPACE},
};

uint32_t
key_by_name(const char *name, size_t len)
{
	uint32_t c;

	for (size_t i = 0; i < ARRAY_LEN(key_names); i++)
		if (strlen(key_names[i].name) == len &&
		    memcmp(key_names[i].name, name, len) == 0)
			return key_names[i].key;
	if (len == 2 && name[0] == '^' && name[1] >= '@' && name[1] <= '_')
		return (uint32_t)name[1] & 0x1f;
	if (len > 0 && utf8_decode(name, len, &c) == len &&
	    !utf8_is_control(c) && c != 0xfffd)
		return c;
	return KEY_NONE;
}

void
key_add_name(struct buf *buf, uint32_t key)
{
	for (size_t i = 0; i < ARRAY_LEN(key_names); i++) {
		if (key_names[i].key == key) {
			buf_adds(buf, key_names[i].name);
			return;
		}
	}
	if (key < 0x20)
		buf_addf(buf, "^%c", (char)(key + '@'));
	else
		buf_add_utf8(buf, key);
}

enum action
keys_action(const struct keys *keys, uint32_t key)
{
	if (key == KEY_NONE)
		return ACTION_NONE;
	for (int a = 1; a < ACTION_COUNT; a++)
		for (int i = 0; i < KEYS_PER_ACTION; i++)
			if (keys->keys[a][i] == key)
				return (enum action)a;
	return ACTION_NONE;
}

void
keys_add(struct buf *buf, const struct keys *keys, enum action action)
{
	size_t start = buf->len;

	for (int i = 0; i < KEYS_PER_ACTION; i++) {
		if (keys->keys[action][i] == KEY_NONE)
			continue;
		if (buf->len > start)
			buf_adds(buf, ", ");
		key_add_name(buf, keys->keys[action][i]);
	}
}

static void
take_away(struct keys *keys, uint32_t key)
{
	for (int a = 0; a < ACTION_COUNT; a++)
		for (int i = 0; i < KEYS_PER_ACTION; i++)
			if (keys->keys[a][i] == key)
				keys->keys[a][i] = KEY_NONE;
}

/* Bind an action to the keys of a list; what it had before is gone. */
static int
bind(struct keys *keys, int action, const char *list, size_t len,
    const char *separator, struct err *err)
{
	int n = 0;

	memset(keys->keys[action], 0, sizeof(keys->keys[action]));
	for (size_t i = 0; i < len;) {
		/* The first byte is a key even where it separates. */
		size_t word = 1;
		uint32_t key;

		while (
		    i + word < len && strchr(separator, list[i + word]) == NULL)
			word++;
		key = key_by_name(list + i, word);
		if (key == KEY_NONE || n == KEYS_PER_ACTION)
			return err_set(err, ERR_CONFIG, "%s: \"%.*s\" is %s",
			    action_info[action].name, (int)word, list + i,
			    key == KEY_NONE ? "no key" : "one key too many");
		take_away(keys, key);
		keys->keys[action][n++] = key;
		i += word;
		i += i < len; /* the separator */
	}
	return 0;
}

static int
action_by_name(const char *name, size_t len)
{
	for (int a = 1; a < ACTION_COUNT; a++)
		if (strlen(action_info[a].name) == len &&
		    memcmp(action_info[a].name, name, len) == 0)
			return a;
	return -1;
}

int
keys_load(struct keys *keys, const char *text, struct err *err)
{
	memset(keys, 0, sizeof(*keys));
	for (int a = 1; a < ACTION_COUNT; a++)
		if (bind(keys, a, action_info[a].keys,
			strlen(action_info[a].keys), " ", err) == -1)
			return -1;
	for (text += strspn(text, " "); *text != '\0';
	     text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");
		const char *equals = memchr(text, '=', len);
		int action = equals == NULL ? -1
					    : action_by_name(text,
						  (size_t)(equals - text));

		if (action == -1)
			return err_set(err, ERR_CONFIG,
			    "\"%.*s\" is not ACTION=KEY with one of the "
			    "actions that givetake tui --help names",
			    (int)len, text);
		if (bind(keys, action, equals + 1,
			len - (size_t)(equals - text) - 1, ",", err) == -1)
			return -1;
		text += len;
	}
	return 0;
}
