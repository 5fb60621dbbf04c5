/*
 * The handlers of the endpoints (see route.h).
 */
#ifndef XSIM_ENDPOINTS_H
#define XSIM_ENDPOINTS_H

#include "xsim/route.h"

void answer_users_by_id(struct call *call);
void answer_users_by_name(struct call *call);
void answer_user(struct call *call);
void answer_user_by_name(struct call *call);
void answer_user_me(struct call *call);
void answer_user_posts(struct call *call);
void answer_user_mentions(struct call *call);
void answer_posts(struct call *call);
void answer_post(struct call *call);
void answer_search_recent(struct call *call);
void answer_search_all(struct call *call);
void answer_counts_recent(struct call *call);
void answer_counts_all(struct call *call);
void answer_quotes(struct call *call);
void answer_list(struct call *call);
void answer_list_posts(struct call *call);
void answer_usage(struct call *call);
void answer_jobs_create(struct call *call);
void answer_jobs(struct call *call);
void answer_job(struct call *call);
void answer_rules(struct call *call);
void answer_rules_change(struct call *call);
void answer_stream(struct call *call);
void answer_connections_list(struct call *call);
void answer_connections_kill(struct call *call);

/* A list of ids or handles holds 1 to 100 of them; -1 with the answer made
 * otherwise. */
int check_lookup_size(struct call *call, const char *parameter);

/* 200 with nothing but the error that the one thing of the path is not
 * there. */
void answer_one_missing(struct call *call, const char *resource,
    const char *parameter);

#endif
