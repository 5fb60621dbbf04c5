/*
 * The list of commands and how one is found by its name.  A new command adds
 * its declaration here and a line in commands.c.
 */
#ifndef GIVETAKE_COMMANDS_H
#define GIVETAKE_COMMANDS_H

#include "givetake/cmd.h"

extern const struct command cmd_watch_add, cmd_watch_remove, cmd_watch_list,
    cmd_fetch, cmd_import, cmd_report_accounts, cmd_explain;
extern const struct command cmd_backfill, cmd_plan, cmd_cost, cmd_coverage,
    cmd_scout;
extern const struct command cmd_compliance, cmd_forget, cmd_run, cmd_doctor;
extern const struct command cmd_stream, cmd_tui;
extern const struct command cmd_export, cmd_search, cmd_sql, cmd_schema,
    cmd_backup;
extern const struct command cmd_own_list, cmd_own_add, cmd_own_remove,
    cmd_own_clear, cmd_label, cmd_label_list, cmd_label_import,
    cmd_label_export, cmd_unlabel, cmd_audit, cmd_score, cmd_report_voice;
extern const struct command cmd_report_trends, cmd_report_coverage,
    cmd_report_cost, cmd_report_digest, cmd_report_observation;
extern const struct command cmd_observe_start, cmd_observe_status,
    cmd_observe_list, cmd_observe_add, cmd_observe_remove, cmd_observe_note,
    cmd_observe_notes, cmd_observe_budget, cmd_observe_end;
extern const struct command cmd_report_verify, cmd_report_schema;
extern const struct command cmd_report_account, cmd_report_posts,
    cmd_report_domains, cmd_report_answers, cmd_report_relations,
    cmd_report_times, cmd_report_topics, cmd_report_engagement;
extern const struct command cmd_train, cmd_eval;
extern const struct command cmd_config_check, cmd_config_show, cmd_config_path,
    cmd_config_example, cmd_completion, cmd_help, cmd_version;

/* The command that the first words name ("watch add" takes two), or NULL;
 * *used words belong to its name. */
const struct command *command_find(int n, char *const *words, int *used);

/* True if word is the first of two-word commands, such as "watch"; and if
 * the command is one of those. */
bool command_is_group(const char *word);
bool command_is_in_group(const struct command *command, const char *group);

/* Fill *err for words (n > 0) that name no command, with the nearest one, and
 * return -1. */
int command_unknown(int n, char *const *words, struct err *err);

#endif
