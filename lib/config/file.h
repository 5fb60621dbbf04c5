/*
 * One INI file, read setting by setting.  Private to lib/config; hides inih.
 */
#ifndef CONFIG_FILE_H
#define CONFIG_FILE_H

#include "base/err.h"

/* Called for each key; value is borrowed.  -1 with *err ends the reading. */
typedef int config_file_sink(void *arg, const char *section, const char *key,
    const char *value, struct err *err);

/* Called for each section heading. */
typedef int config_section_sink(void *arg, const char *section,
    struct err *err);

/* Read text, the content of the file at path.  Errors begin with
 * "path:line: ". */
int config_file_read(const char *path, const char *text,
    config_section_sink *section_sink, config_file_sink *sink, void *arg,
    struct err *err);

#endif
