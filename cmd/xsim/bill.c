#include "xsim/bill.h"

#include "base/mem.h"
#include "base/num.h"
#include "base/when.h"

#include <stdlib.h>
#include <string.h>

static const int64_t prices[BILLED_KINDS] = {
    [BILLED_POST] = 5000,
    [BILLED_USER] = 10000,
    [BILLED_LIST] = 5000,
    [BILLED_COUNTS_RECENT] = 5000,
    [BILLED_COUNTS_ALL] = 10000,
};

static struct bill_day *
day_of(struct bill *bill, int64_t day)
{
	if (bill->n_days > 0 && bill->days[bill->n_days - 1].day == day)
		return &bill->days[bill->n_days - 1];
	bill->days = mem_grow(bill->days, &bill->days_cap, bill->n_days + 1,
	    sizeof(*bill->days));
	bill->days[bill->n_days] = (struct bill_day){.day = day};
	return &bill->days[bill->n_days++];
}

/* True if the resource was charged today already. */
static bool
was_seen(struct bill *bill, enum billed billed, int64_t id)
{
	struct map *seen = &bill->seen[billed];

	if (map_get(seen, id) != NULL)
		return true;
	map_set(seen, id, bill);
	return false;
}

void
bill_charge(struct bill *bill, struct charge *charge, enum billed billed,
    int64_t id, int64_t now)
{
	int64_t day = when_utc_day(now);

	if (day != bill->day) {
		map_clear(&bill->seen[BILLED_POST]);
		map_clear(&bill->seen[BILLED_USER]);
		bill->day = day;
	}
	charge->gross += prices[billed];
	charge->posts += billed == BILLED_POST;
	charge->users += billed == BILLED_USER;
	bill->gross += prices[billed];
	bill->n[billed]++;
	if (billed <= BILLED_USER && was_seen(bill, billed, id))
		return;
	charge->net += prices[billed];
	bill->net += prices[billed];
	bill->n_net[billed]++;
	if (billed == BILLED_POST)
		day_of(bill, day)->posts++;
}

static struct bill_endpoint *
endpoint_of(struct bill *bill, const char *endpoint)
{
	struct bill_endpoint *e;

	for (size_t i = 0; i < bill->n_endpoints; i++)
		if (strcmp(bill->endpoints[i].name, endpoint) == 0)
			return &bill->endpoints[i];
	bill->endpoints = mem_grow(bill->endpoints, &bill->endpoints_cap,
	    bill->n_endpoints + 1, sizeof(*bill->endpoints));
	e = &bill->endpoints[bill->n_endpoints++];
	e->name = endpoint;
	return e;
}

void
bill_add(struct bill *bill, const char *endpoint, const struct charge *charge)
{
	struct bill_endpoint *e = endpoint_of(bill, endpoint);

	e->posts += charge->posts;
	e->users += charge->users;
	e->gross += charge->gross;
	e->net += charge->net;
}

void
bill_count(struct bill *bill, const char *endpoint, const struct charge *charge)
{
	bill_add(bill, endpoint, charge);
	bill->requests++;
	endpoint_of(bill, endpoint)->requests++;
}

static void
write_usd(struct json_writer *w, const char *name, int64_t micro_usd)
{
	struct buf buf = BUF_INIT;

	num_add_usd(&buf, micro_usd);
	json_write_string(w, name, buf.data);
	buf_release(&buf);
}

void
bill_write(const struct bill *bill, struct json_writer *w)
{
	json_write_begin(w, NULL, '{');
	write_usd(w, "gross_usd", bill->gross);
	write_usd(w, "net_usd", bill->net);
	json_write_int(w, "posts", bill->n[BILLED_POST]);
	json_write_int(w, "posts_net", bill->n_net[BILLED_POST]);
	json_write_int(w, "users", bill->n[BILLED_USER]);
	json_write_int(w, "users_net", bill->n_net[BILLED_USER]);
	json_write_int(w, "lists", bill->n[BILLED_LIST]);
	json_write_int(w, "counts",
	    bill->n[BILLED_COUNTS_RECENT] + bill->n[BILLED_COUNTS_ALL]);
	json_write_int(w, "requests", bill->requests);
	json_write_begin(w, "by_endpoint", '{');
	for (size_t i = 0; i < bill->n_endpoints; i++) {
		const struct bill_endpoint *e = &bill->endpoints[i];

		json_write_begin(w, e->name, '{');
		json_write_int(w, "requests", e->requests);
		json_write_int(w, "posts", e->posts);
		json_write_int(w, "users", e->users);
		write_usd(w, "gross_usd", e->gross);
		write_usd(w, "net_usd", e->net);
		json_write_end(w, '}');
	}
	json_write_end(w, '}');
	json_write_end(w, '}');
}

void
bill_release(struct bill *bill)
{
	map_release(&bill->seen[BILLED_POST]);
	map_release(&bill->seen[BILLED_USER]);
	free(bill->days);
	free(bill->endpoints);
}
