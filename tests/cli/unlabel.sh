#!/bin/sh
# What unlabel does is tested beside label.
. tests/lib.sh

exits "without a post" 2 givetake unlabel
exits "not a post" 2 givetake unlabel ann
echo '{"id":"1900000000000000401","text":"a","author_id":"72","created_at":"2026-11-01T10:00:00Z"}' >post.jsonl
givetake import post.jsonl
exits "a post without a label" 66 givetake unlabel 1900000000000000401
has "says where to look" .err "givetake label list"
finish
