#include "givetake/scoring.h"

#include "base/clock.h"
#include "base/fs.h"
#include "base/log.h"
#include "givetake/progress.h"
#include "givetake/stop.h"
#include "judge/rescore.h"
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>

#define MAX_FILE ((size_t)16 * 1024 * 1024)

/* A file of the user's own; nothing where the setting is empty. */
static int
read_file(const struct config *config, const char *setting, struct buf *content,
    const char **text, struct err *err)
{
	const char *path = config_string(config, setting);

	*text = NULL;
	if (*path == '\0')
		return 0;
	if (fs_read(path, content, MAX_FILE, err) == -1)
		return err_context(err, "%s", setting);
	*text = content->data;
	return 0;
}

static struct scorer *
load(const struct config *config, struct scorer_settings *settings,
    struct err *err)
{
	struct buf weights = BUF_INIT, lexicon = BUF_INIT;
	struct scorer *scorer = NULL;

	if (settings->model == NULL)
		settings->model = config_string(config, "score.model");
	if (read_file(config, "score.weights", &weights, &settings->weights,
		err) == 0 &&
	    read_file(config, "score.lexicon", &lexicon, &settings->lexicon,
		err) == 0)
		scorer = scorer_load(settings, err);
	buf_release(&weights);
	buf_release(&lexicon);
	return scorer;
}

struct scorer *
scoring_load(const struct config *config, struct err *err)
{
	return scoring_load_model(config, NULL, err);
}

struct scorer *
scoring_load_for(const struct config *config, enum scorer_use use,
    struct err *err)
{
	return load(config, &(struct scorer_settings){.use = use}, err);
}

struct scorer *
scoring_load_model(const struct config *config, const char *model,
    struct err *err)
{
	return load(config, &(struct scorer_settings){.model = model}, err);
}

static bool
show(void *arg, int64_t done, int64_t total)
{
	progress_show(arg, done, total, "accounts");
	return !stop_requested();
}

int
scoring_refresh(struct context *context, const struct scorer *scorer,
    struct err *err)
{
	struct progress progress;
	int64_t n_posts = 0, began_ms = clock_monotonic_ms(),
		cpu_ms = clock_thread_ms();
	int rc;

	progress_begin(&progress, "scoring", context->quiet);
	rc = rescore(context->store, scorer, show, &progress, &n_posts, err);
	progress_end(&progress);
	log_info("phase=score posts=%" PRId64 " ms=%" PRId64 " cpu_ms=%" PRId64,
	    n_posts, clock_monotonic_ms() - began_ms,
	    clock_thread_ms() - cpu_ms);
	return rc;
}

/* Through a connection of its own. */
static int
refresh_beside(struct context *context, struct err *err)
{
	struct context writer = *context;
	struct scorer *scorer = scoring_load(context->config, err);
	int rc = -1;

	writer.store = NULL;
	if (scorer != NULL)
		writer.store = store_open(context->archive, STORE_TRY, err);
	if (writer.store != NULL)
		rc = scoring_refresh(&writer, scorer, err);
	store_close(writer.store);
	scorer_free(scorer);
	return rc;
}

int
scoring_refresh_for_reader(struct context *context, const struct scorer *scorer,
    struct err *err)
{
	struct err refusal = ERR_INIT;
	int64_t due;

	if (rescore_due(context->store, scorer, &due, err) == -1)
		return -1;
	if (due == 0)
		return 0;
	if (refresh_beside(context, &refusal) == -1 && !context->quiet)
		fprintf(stderr,
		    "givetake: some accounts have posts without scores yet "
		    "(%s)\n",
		    refusal.text);
	return 0;
}

int
scoring_keep_up(struct context *context, struct err *err)
{
	struct scorer *scorer =
	    scoring_load_for(context->config, SCORER_READS, err);
	int rc;

	if (scorer == NULL)
		return -1;
	rc = scoring_refresh_for_reader(context, scorer, err);
	scorer_free(scorer);
	return rc;
}
