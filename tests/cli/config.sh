#!/bin/sh
# Settings: where they come from, what is refused, what is never shown.
. tests/lib.sh
secret=s3cr3t-t0ken

exits "show" 0 givetake config show
has "has the defaults" "$work/.out" "fetch.first_posts"
exits "path" 0 givetake config path
has "names the user's file" "$work/.out" \
	"$HOME/.config/givetake/config.ini (not there)"
has "and the archive" "$work/.out" "$HOME/.local/share/givetake/archive.db"
exits "path with --archive" 0 givetake --archive x.db config path
has "follows it" "$work/.out" "archive  x.db"

exits "example" 0 givetake config example
check "is config.example.ini" cmp "$work/.out" "$top/config.example.ini"
mkdir -p "$HOME/.config/givetake"
cp "$work/.out" "$HOME/.config/givetake/config.ini"
exits "and can be used as it is" 0 givetake config show

# Order: user, project, chosen file, environment, flag.
value() { # value NAME [ARGUMENTS...]
	_setting=$1
	shift
	givetake config show --format json "$@" | jq -r --arg n "$_setting" \
		'.settings[] | select(.name == $n) | "\(.value) \(.origin)"'
}
user=$HOME/.config/givetake/config.ini
printf '[archive]\npath = /user.db\n' >"$user"
is "user's file" "$(value archive.path)" "/user.db $user"
printf '[archive]\npath = /project.db\n' >givetake.ini
is "project's file" "$(value archive.path)" "/project.db ./givetake.ini"
printf '[archive]\npath = /chosen.db\n' >chosen.ini
is "chosen file" "$(value archive.path --config chosen.ini)" \
	"/chosen.db chosen.ini"
is "environment" "$(GIVETAKE_ARCHIVE=/env.db value archive.path)" \
	"/env.db GIVETAKE_ARCHIVE"
is "flag" "$(GIVETAKE_ARCHIVE=/env.db value archive.path \
	--archive /flag.db)" "/flag.db --archive"

# Mistakes
printf '[fetch]\n\nfirst_post = 3\n' >givetake.ini
exits "an unknown key" 78 givetake config show
has "is found in its line" "$work/.err" "./givetake.ini:3:"
has "with the nearest" "$work/.err" "did you mean fetch.first_posts?"
printf '[api]\ntoken_command = touch owned\n' >givetake.ini
exits "a project file may set no command" 78 givetake config check
check "and it was not run" test ! -e owned
rm givetake.ini
exits "a file that is not there" 78 givetake config show --config gone.ini
exits "http to another machine" 78 \
	env GIVETAKE_BASE_URL=http://api.example givetake config show

# The token
rm "$user"
exits "no token" 77 givetake config check
has "says what to do" "$work/.err" "chmod 600"
printf '%s\n' "$secret" >"$HOME/.config/givetake/token"
chmod 644 "$HOME/.config/givetake/token"
exits "a token that others can read" 78 givetake config check
has "says what to run" "$work/.err" \
	"chmod 600 '$HOME/.config/givetake/token'"
chmod 600 "$HOME/.config/givetake/token"
exits "a private one" 0 givetake config check
has "is found" "$work/.out" "file $HOME/.config/givetake/token"
printf '[api]\ntoken_command = echo %s\n' "$secret" >"$user"
exits "a command" 0 givetake config check
printf '[api]\ntoken_command = false\n' >"$user"
exits "a command that fails" 78 givetake config check
rm "$user"
GIVETAKE_BEARER_TOKEN=$secret
export GIVETAKE_BEARER_TOKEN
for command in "config show" "config show --format json" "config check" \
	"config path" "config check --debug" "config show --config gone.ini" \
	"config show --bogus"; do
	# shellcheck disable=SC2086
	givetake $command >"$work/all" 2>&1
	lacks "no token in: $command" "$work/all" "$secret"
done
givetake config show >"$work/all"
has "but a mask" "$work/all" "********"

finish
