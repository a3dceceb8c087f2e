#!/usr/bin/env bash
# Judges a submission with the course that this file belongs to, and writes the result. Needs what install.sh installs, and
# no network. If root starts it, an ordinary user does the work.
#
#     bash judge.sh SUBMISSION RESULT OPTION…
#
# The options are those of tasks/grade_submission.ts.
set -uo pipefail

course=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
submission=$(realpath -m "$1")
# the folder can be the student's: a link in the place of the result is replaced, not followed
result=$(realpath -m "$(dirname "$2")")/$(basename "$2")
shift 2

work=$(mktemp -d)
mkdir -p "$(dirname "$result")"
export DENO_DIR=${DENO_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/deno}
nobody=(setpriv --reuid=nobody "--regid=$(id -g nobody 2> /dev/null)" --clear-groups)
as_user=()
owner=

# a container may forbid even root to become somebody else, and the user must be able to read the course
can_be_nobody() {
  "${nobody[@]}" test -r "$course/deno.json" -a -r "$DENO_DIR/npm" && chown nobody: "$work"
} 2> /dev/null

if [ "$(id -u)" = 0 ] && can_be_nobody; then
  # the user need not be able to read the submission, nor to write next to other results
  mkdir "$work/submission" "$work/tmp"
  if [ -d "$submission" ]; then cp -RP "$submission/." "$work/submission"; else cp -P "$submission" "$work/submission"; fi
  submission=$work/submission
  chown -Rh nobody: "$work" # -h: not what a link in the submission leads to
  owner=$(stat -c %u:%g "$(dirname "$result")")
  chown nobody: "$(dirname "$result")"
  as_user=("${nobody[@]}")
  export HOME=$work TMPDIR=$work/tmp
elif [ "$(id -u)" = 0 ]; then
  echo "Root judges, because no ordinary user can do it here." >&2
fi

# not in the folder of the student, where Deno would look for its settings
cd "$course" || exit 2
"${as_user[@]}" deno run --quiet -A --no-check --cached-only --config=deno.json tasks/grade_submission.ts \
  "$submission" --result "$result" "$@"
code=$?

if [ -n "$owner" ]; then
  chown "$owner" "$(dirname "$result")"
  [ -f "$result" ] && chown -h "$owner" "$result" # from now on, nobody can change it
fi
rm -rf "$work"
exit "$code"
