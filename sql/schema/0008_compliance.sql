-- A check of the archive by X's batch jobs that is under way: ids are sent in
-- order, some at a time, each lot as a job.
CREATE TABLE compliance (
	kind TEXT PRIMARY KEY NOT NULL, -- post or user
	job_id BIGINT NOT NULL, -- X's id of the job; 0: it is still to be made
	after_id BIGINT NOT NULL, -- ids up to here are checked
	to_id BIGINT NOT NULL, -- last id of the lot; 0: not sent yet
	began_at BIGINT NOT NULL -- when the check began
) /* clustered */;
