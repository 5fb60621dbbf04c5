#include "givetake/commands.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>

const struct command *const commands[] = {
    &cmd_watch_add,
    &cmd_watch_remove,
    &cmd_watch_list,
    &cmd_scout,
    &cmd_plan,
    &cmd_fetch,
    &cmd_run,
    &cmd_stream,
    &cmd_backfill,
    &cmd_cost,
    &cmd_coverage,
    &cmd_compliance,
    &cmd_forget,
    &cmd_doctor,
    &cmd_import,
    &cmd_export,
    &cmd_search,
    &cmd_sql,
    &cmd_schema,
    &cmd_backup,
    &cmd_observe_start,
    &cmd_observe_status,
    &cmd_observe_list,
    &cmd_observe_add,
    &cmd_observe_remove,
    &cmd_observe_note,
    &cmd_observe_notes,
    &cmd_observe_budget,
    &cmd_observe_end,
    &cmd_report_accounts,
    &cmd_report_account,
    &cmd_report_posts,
    &cmd_report_domains,
    &cmd_report_answers,
    &cmd_report_relations,
    &cmd_report_times,
    &cmd_report_topics,
    &cmd_report_engagement,
    &cmd_report_trends,
    &cmd_report_coverage,
    &cmd_report_cost,
    &cmd_report_voice,
    &cmd_report_digest,
    &cmd_report_observation,
    &cmd_report_verify,
    &cmd_report_schema,
    &cmd_explain,
    &cmd_tui,
    &cmd_own_list,
    &cmd_own_add,
    &cmd_own_remove,
    &cmd_own_clear,
    &cmd_label,
    &cmd_label_list,
    &cmd_label_import,
    &cmd_label_export,
    &cmd_unlabel,
    &cmd_score,
    &cmd_audit,
    &cmd_eval,
    &cmd_train,
    &cmd_config_check,
    &cmd_config_show,
    &cmd_config_path,
    &cmd_config_example,
    &cmd_completion,
    &cmd_help,
    &cmd_version,
    NULL,
};

/* How many of the words the command's name takes; 0 if it is not this one. */
static int
match(const struct command *command, int n, char *const *words)
{
	const char *name = command->name;
	int i = 0;

	while (i < n) {
		size_t len = strlen(words[i]);

		if (strncmp(name, words[i], len) != 0 ||
		    (name[len] != ' ' && name[len] != '\0'))
			return 0;
		i++;
		if (name[len] == '\0')
			return i;
		name += len + 1;
	}
	return 0;
}

const struct command *
command_find(int n, char *const *words, int *used)
{
	const struct command *found = NULL;

	*used = 0;
	for (int i = 0; commands[i] != NULL; i++) {
		int matched = match(commands[i], n, words);

		if (matched > *used) {
			*used = matched;
			found = commands[i];
		}
	}
	return found;
}

bool
command_is_in_group(const struct command *command, const char *group)
{
	size_t len = strlen(group);

	return strncmp(command->name, group, len) == 0 &&
	       command->name[len] == ' ';
}

bool
command_is_group(const char *word)
{
	for (int i = 0; commands[i] != NULL; i++)
		if (command_is_in_group(commands[i], word))
			return true;
	return false;
}

/* "watch needs one of: add, remove, list" */
static int
unknown_in_group(int n, char *const *words, struct err *err)
{
	struct buf list = BUF_INIT;

	for (int i = 0; commands[i] != NULL; i++)
		if (command_is_in_group(commands[i], words[0]))
			buf_addf(&list, "%s%s", list.len > 0 ? ", " : "",
			    commands[i]->name + strlen(words[0]) + 1);
	if (n == 1)
		err_set(err, ERR_USAGE, "%s needs one of: %s", words[0],
		    list.data);
	else
		err_set(err, ERR_USAGE, "%s knows no \"%s\"; one of: %s",
		    words[0], words[1], list.data);
	buf_release(&list);
	return -1;
}

#define MAX_NAMES 128

int
command_unknown(int n, char *const *words, struct err *err)
{
	const char *names[MAX_NAMES + 1] = {NULL};
	char first[MAX_NAMES][24];
	const char *nearest;
	size_t count = 0;

	if (command_is_group(words[0]))
		return unknown_in_group(n, words, err);
	for (int i = 0; commands[i] != NULL && count < MAX_NAMES; i++) {
		size_t len = strcspn(commands[i]->name, " ");

		if (len >= sizeof(first[0]))
			continue;
		memcpy(first[count], commands[i]->name, len);
		first[count][len] = '\0';
		names[count] = first[count];
		count++;
	}
	nearest = text_nearest(words[0], names);
	return err_set(err, ERR_USAGE, "no command is called \"%s\"%s%s%s",
	    words[0], nearest == NULL ? "" : "; did you mean ",
	    nearest == NULL ? "; see: givetake help" : nearest,
	    nearest == NULL ? "" : "?");
}
