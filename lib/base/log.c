#include "base/log.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/when.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static enum log_level current = LOG_WARN;

void
log_set_level(enum log_level level)
{
	current = level;
}

enum log_level
log_level(void)
{
	return current;
}

__attribute__((format(printf, 2, 0))) static void
write_line(const char *level, const char *format, va_list ap)
{
	struct buf line = BUF_INIT;
	char message[1024];

	vsnprintf(message, sizeof(message), format, ap);
	if (current == LOG_DEBUG) {
		when_add_rfc3339(&line, clock_now());
		buf_addc(&line, ' ');
	}
	buf_addf(&line, "givetake: %s", level);
	text_add_terminal(&line, message, strlen(message));
	buf_addc(&line, '\n');
	fputs(line.data, stderr);
	buf_release(&line);
}

void
log_warn(const char *format, ...)
{
	va_list ap;

	if (current < LOG_WARN)
		return;
	va_start(ap, format);
	write_line("warning: ", format, ap);
	va_end(ap);
}

void
log_info(const char *format, ...)
{
	va_list ap;

	if (current < LOG_INFO)
		return;
	va_start(ap, format);
	write_line("", format, ap);
	va_end(ap);
}

void
log_debug(const char *format, ...)
{
	va_list ap;

	if (current < LOG_DEBUG)
		return;
	va_start(ap, format);
	write_line("debug: ", format, ap);
	va_end(ap);
}
