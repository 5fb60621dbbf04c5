#include "base/text.h"
#include "config/config.h"
#include "config/settings.h"

#include <string.h>

#define LINE_WIDTH 76

static void
add_comment(struct buf *buf, const char *text)
{
	buf_adds(buf, "# ");
	text_add_wrapped(buf, text, 2, "# ", LINE_WIDTH);
	buf_addc(buf, '\n');
}

static void
add_setting(struct buf *buf, const struct setting *setting)
{
	const char *key = strchr(setting->name, '.') + 1;

	buf_addc(buf, '\n');
	add_comment(buf, setting->help);
	if (setting->choices != NULL)
		buf_addf(buf, "# One of: %s\n", setting->choices);
	if (setting->environment != NULL)
		buf_addf(buf, "# Environment: %s\n", setting->environment);
	if ((setting->flags & NOT_IN_PROJECT) != 0)
		buf_adds(buf, "# Not in a project file.\n");
	buf_addf(buf, "#%s =%s%s\n", key, *setting->fallback == '\0' ? "" : " ",
	    setting->fallback);
}

void
config_add_example(struct buf *buf)
{
	const char *section = "";

	add_comment(buf,
	    "Settings of givetake, each with its default. Copy this file to "
	    "~/.config/givetake/config.ini and take away the # before what "
	    "you change. The same keys may stand in ./givetake.ini, the file "
	    "of a project, except where it says so. A # or ; at the start of "
	    "a line, and a ; after a blank, begin a comment. Paths are "
	    "relative to the file they stand in.");
	for (const struct setting *setting = settings; setting->name != NULL;
	     setting++) {
		size_t len = strcspn(setting->name, ".");

		if (setting->type == SETTING_TOKEN)
			continue;
		if (strncmp(section, setting->name, len + 1) != 0)
			buf_addf(buf, "\n[%.*s]\n", (int)len, setting->name);
		section = setting->name;
		add_setting(buf, setting);
	}
}
