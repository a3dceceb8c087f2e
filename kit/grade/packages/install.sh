#!/usr/bin/env bash
# Installs what a machine needs to judge submissions: bubblewrap and util-linux for the second wall, Deno, and the
# packages of the course. Afterwards, judging needs no network. Needs root, or sudo without a password, for programs that
# are missing.
#
#     bash install.sh [DENO_VERSION]
#
# Without a version, any Deno that the course supports is enough. Packages go where DENO_DIR says.
set -euo pipefail

course=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
version=${1:-}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

has() {
  for program; do command -v "$program" > /dev/null || return 1; done
}

is_right_deno() {
  has deno || return 1
  if [ -n "$version" ]; then [ "$(deno --version | sed -n 's/^deno \([0-9.]*\).*/\1/p')" = "$version" ]; fi
}

if ! has bwrap setpriv prlimit setsid; then
  # without the second wall, the first one still stands: a machine may not allow it
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get update -q && as_root apt-get install -qy --no-install-recommends bubblewrap util-linux ||
    echo "bubblewrap and util-linux could not be installed, so there is only one wall around each lesson." >&2
fi

if ! is_right_deno; then
  if ! has curl unzip; then
    as_root apt-get update -q
    as_root apt-get install -qy --no-install-recommends ca-certificates curl unzip
  fi
  # /usr/local/bin is in everybody's PATH
  curl -fsSL https://deno.land/install.sh | as_root env DENO_INSTALL=/usr/local sh -s ${version:+"v$version"}
fi

cd "$course"
deno run --no-config kit/base/deno_version.ts
deno task --quiet prepare
# compiles the course, and shows now, and not to the first student, if something is missing
empty=$(mktemp -d)
deno run --quiet -A --no-check tasks/grade_submission.ts "$empty" \
  --format gradescope --result "$empty/results.json" > /dev/null
rm -r "$empty"
# with this, each lesson starts 0.2 s earlier
deno run --quiet -A --no-check kit/judge/sandbox/make_template.ts

# if root judges, an ordinary user does the work
if [ "$(id -u)" = 0 ]; then chmod -R a+rX "$course" ${DENO_DIR:+"$DENO_DIR"}; fi
