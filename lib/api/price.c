#include "api/price.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/num.h"
#include "data/data.h"

#include <stdio.h>
#include <string.h>

static const char *const kinds[PRICE_COUNT] = {
    [PRICE_POST] = "post",
    [PRICE_USER] = "user",
    [PRICE_LIST] = "list",
    [PRICE_FOLLOW] = "follow",
    [PRICE_COUNTS_RECENT] = "counts_recent",
    [PRICE_COUNTS_ALL] = "counts_all",
};

static int
read_row(struct prices *prices, char *row)
{
	char *value = strchr(row, '\t');
	char *end;

	if (value == NULL)
		return -1;
	*value++ = '\0';
	end = strchr(value, '\t');
	if (end != NULL)
		*end = '\0';
	if (strcmp(row, "date") == 0) {
		if (strlen(value) != 10)
			return -1;
		memcpy(prices->date, value, 11);
		return 0;
	}
	for (int i = 0; i < PRICE_COUNT; i++)
		if (strcmp(kinds[i], row) == 0)
			return num_parse_usd(value, &prices->of[i]);
	return -1;
}

static int
read_table(struct prices *prices, const char *text, struct err *err)
{
	char row[256];

	for (int line = 1; *text != '\0'; line++) {
		size_t len = strcspn(text, "\n");

		if (len >= sizeof(row))
			return err_set(err, ERR_CONFIG,
			    "prices, line %d: too long", line);
		memcpy(row, text, len);
		row[len] = '\0';
		text += len + (text[len] == '\n');
		if (len > 0 && row[0] != '#' && read_row(prices, row) == -1)
			return err_set(err, ERR_CONFIG,
			    "prices, line %d: expected KIND, tab, dollars",
			    line);
	}
	return 0;
}

int
price_load(struct prices *prices, const char *more, struct err *err)
{
	*prices = (struct prices){.date = ""};
	if (read_table(prices, data_prices, err) == -1)
		return -1;
	return more == NULL ? 0 : read_table(prices, more, err);
}
