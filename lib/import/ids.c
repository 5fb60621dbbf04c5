#include "import/importer.h"

#include <string.h>

/* A list of ids: digits and nothing else on its first lines. */
static bool
recognise(const char *head, size_t len)
{
	size_t digits = 0;

	while (digits < len && head[digits] >= '0' && head[digits] <= '9')
		digits++;
	return digits >= 1 && digits <= 19 &&
	       (digits == len || head[digits] == '\n' || head[digits] == '\r');
}

static int
read_ids(struct reader *reader, struct collect *collect, struct err *err)
{
	size_t len, taken;
	int rc;

	while ((rc = reader_line(reader, &len, &taken, err)) == 1) {
		collect->n_ids += len > 0;
		reader_take(reader, taken);
	}
	return rc;
}

const struct importer importer_ids = {
    .name = "ids",
    .recognise = recognise,
    .read = read_ids,
};
