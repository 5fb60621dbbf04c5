/* What the simulator charges. */

#include "unit.h"
#include "xsim/bill.h"

#define DAY INT64_C(86400)

static void
charges_each_resource_by_its_price(void **state)
{
	struct bill bill = {.gross = 0};
	struct charge charge = {.gross = 0};

	(void)state;
	bill_charge(&bill, &charge, BILLED_POST, 1, DAY);
	bill_charge(&bill, &charge, BILLED_USER, 1, DAY);
	bill_charge(&bill, &charge, BILLED_LIST, 1, DAY);
	bill_charge(&bill, &charge, BILLED_COUNTS_RECENT, 0, DAY);
	bill_charge(&bill, &charge, BILLED_COUNTS_ALL, 0, DAY);
	assert_int_equal(charge.gross, 5000 + 10000 + 5000 + 5000 + 10000);
	assert_int_equal(charge.net, charge.gross);
	assert_int_equal(bill.gross, charge.gross);
	bill_release(&bill);
}

static void
charges_once_a_day_after_dedup(void **state)
{
	struct bill bill = {.gross = 0};
	struct charge charge = {.gross = 0};

	(void)state;
	bill_charge(&bill, &charge, BILLED_POST, 1, DAY);
	bill_charge(&bill, &charge, BILLED_POST, 1, 2 * DAY - 1);
	assert_int_equal(bill.gross, 10000);
	assert_int_equal(bill.net, 5000);
	bill_charge(&bill, &charge, BILLED_POST, 1, 2 * DAY);
	assert_int_equal(bill.net, 10000);
	assert_int_equal(bill.n[BILLED_POST], 3);
	assert_int_equal(bill.n_net[BILLED_POST], 2);
	assert_int_equal(bill.n_days, 2);
	bill_release(&bill);
}

/* Counts are paid for each time. */
static void
never_dedups_requests(void **state)
{
	struct bill bill = {.gross = 0};
	struct charge charge = {.gross = 0};

	(void)state;
	bill_charge(&bill, &charge, BILLED_COUNTS_RECENT, 0, DAY);
	bill_charge(&bill, &charge, BILLED_COUNTS_RECENT, 0, DAY);
	assert_int_equal(bill.net, 10000);
	bill_release(&bill);
}

static void
keeps_endpoints_apart(void **state)
{
	struct bill bill = {.gross = 0};
	struct charge charge = {.gross = 5000, .net = 5000, .posts = 1};
	struct charge nothing = {.gross = 0};

	(void)state;
	bill_count(&bill, "/a", &charge);
	bill_count(&bill, "/b", &nothing);
	bill_count(&bill, "/a", &nothing);
	assert_int_equal(bill.requests, 3);
	assert_int_equal(bill.n_endpoints, 2);
	assert_int_equal(bill.endpoints[0].requests, 2);
	assert_int_equal(bill.endpoints[0].posts, 1);
	assert_int_equal(bill.endpoints[1].gross, 0);
	bill_release(&bill);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(charges_each_resource_by_its_price),
	    cmocka_unit_test(charges_once_a_day_after_dedup),
	    cmocka_unit_test(never_dedups_requests),
	    cmocka_unit_test(keeps_endpoints_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
