#!/bin/sh
# What the user does to posts and accounts: written at once, undone, and never
# waiting for another writer.
. tests/tui/lib.sh

ask() { # ask SQL
	sqlite3 "$GIVETAKE_ARCHIVE" "$1"
}

start 80 24
keys P
wait_for Posts
keys 6
sees "a label" "labelled promote; u undoes it"
is "is stored" "$(ask 'SELECT class FROM user_label')" 5
soon "and scored soon" "5|1" ask 'SELECT s.class, s.flags >> 4 & 1
	FROM score s JOIN post p USING (rid)
	JOIN user_label l ON l.post_id = p.id'
sees "the line says so" "promote you"
keys 1
sees "another" "labelled answer"
keys u
sees "undo" "undone"
is "brings the one before" "$(ask 'SELECT class FROM user_label')" 5
keys n
wait_for "nothing to find"
keys u
sees "undo again" "undone"
is "or none" "$(ask 'SELECT count(*) FROM user_label')" 0
keys u
sees "nothing more" "nothing to undo"

# A key that no description of a terminal knows: its digits are no classes.
keys Enter
wait_for "Why it counts"
keys -l "$(printf '\033[21;9~')"
keys '*'
sees "a star" 'tag "star" is on'
is "an unknown key is none" "$(ask 'SELECT count(*) FROM user_label')" 0
keys '*'
sees "taken off" 'tag "star" is off'
keys q
wait_for Posts
keys t
keys -l "quote me"
keys Enter
sees "a tag" 'tag "quote me" is on'
keys m
keys -l "ask about the lid"
keys Enter
sees "a note" "noted"
keys Enter
wait_for "Why it counts"
keys G
sees "both are shown" "Tags: quote me"
sees "with the note" "ask about the lid"
keys q +
sees "watching" "is watched"
is "is stored" "$(ask "SELECT count(*) FROM source WHERE kind = 'timeline'
	AND removed = 0")" 1
keys +
sees "twice" "already watched"
keys -
sees "no longer" "watched no longer"

keys B /
keys -l mendwithmara
keys Enter Enter
wait_for "Account @mendwithmara"
keys /
keys -l 'the link of the profile'
keys Enter
keys !
sees "a site that is not its own" "noted; u undoes it"
is "is stored" "$(ask 'SELECT status FROM own WHERE by_user = 1')" denied
keys u
sees "undone" undone
is "is forgotten" "$(ask 'SELECT count(*) FROM own WHERE by_user = 1')" 0

keys E C-u
keys -l "$work/view.txt"
keys Enter
sees "the view in a file" "lines written to"
has "as text" "$work/view.txt" "Week by week"
keys E C-u
keys -l "$work/view.txt"
keys Enter
sees "a file that is there stays" "File exists"

# Somebody else is writing.
keys B P
(
	echo '.timeout 20000'
	echo 'BEGIN IMMEDIATE;'
	echo '.shell touch locked'
	until [ -e enough ]; do sleep 0.1; done
	echo 'ROLLBACK;'
) | sqlite3 "$GIVETAKE_ARCHIVE" &
until [ -e locked ]; do sleep 0.1; done
keys 2
sees "a busy archive" "the archive is busy, try again"
touch enough
wait
keys 2
sees "later" "labelled link"
finish
