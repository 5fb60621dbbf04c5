/* What goes on outside: who else wrote, what was spent. */
#include "base/clock.h"
#include "base/when.h"
#include "store/ledger.h"
#include "tui/ui.h"

#include <time.h>

/* A statement of one number. */
static int64_t
number(struct ui *ui, enum statement s, const char *types, int64_t parameter)
{
	struct db *db = store_db(ui->store);
	struct err err = ERR_INIT;
	int64_t n = 0;

	if (db_bind(db, s, &err, types, parameter) == 0 &&
	    db_step(db, s, &err) == 1) {
		n = db_int(db, s, 0);
		db_reset(db, s);
	}
	return n;
}

static void
read_status(struct ui *ui)
{
	int64_t today = when_utc_day(clock_now());
	time_t now = (time_t)clock_now();
	struct tm parts;

	if (ui->settings->cap_month != LEDGER_NO_CAP &&
	    gmtime_r(&now, &parts) != NULL)
		today -= parts.tm_mday - 1;
	ui->last_fetch = number(ui, STMT_TUI_LAST_FETCH, "", 0);
	ui->spent = number(ui, STMT_TUI_SPENT_SINCE, "i", today);
}

void
ui_tick(struct ui *ui)
{
	int64_t version = number(ui, STMT_TUI_DATA_VERSION, "", 0);

	if (ui->message_until_ms != 0 &&
	    clock_monotonic_ms() >= ui->message_until_ms) {
		ui_say(ui, "%s", "");
		ui->changed = true;
	}
	if (version == ui->data_version)
		return;
	ui->data_version = version;
	ui_board_stale(ui);
	read_status(ui);
	ui_reload(ui);
	ui->changed = true;
}

void
ui_begin_status(struct ui *ui)
{
	number(ui, STMT_TUI_SMALL_CACHE, "", 0);
	number(ui, STMT_TUI_NO_MAPPING, "", 0);
	ui->data_version = number(ui, STMT_TUI_DATA_VERSION, "", 0);
	read_status(ui);
}
