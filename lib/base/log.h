/*
 * The log: one line an event, "time level message", control characters
 * escaped, to stderr or nowhere.  Silent unless asked.  Secrets never come
 * here: net/http.c does not log headers, and nobody logs a token.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/err.h"

enum log_level { LOG_QUIET, LOG_WARN, LOG_INFO, LOG_DEBUG };

void log_set_level(enum log_level level);
enum log_level log_level(void);

void log_warn(const char *format, ...) PRINTF_LIKE(1);
void log_info(const char *format, ...) PRINTF_LIKE(1);
void log_debug(const char *format, ...) PRINTF_LIKE(1);

#endif
