#!/usr/bin/env bash
# Judges a solution, as Exercism's interface of test runners describes it.
#
#     bin/run.sh SLUG SOLUTION_FOLDER OUTPUT_FOLDER
#
# Writes results.json into OUTPUT_FOLDER. The exit code is 0 if the runner worked, whatever the verdict is.
set -uo pipefail

if [ $# -ne 3 ]; then
  echo "usage: bin/run.sh SLUG SOLUTION_FOLDER OUTPUT_FOLDER" >&2
  exit 2
fi
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
results=${3%/}/results.json
export DENO_DIR=${DENO_DIR:-$root/packages}
mkdir -p "$3"
rm -f "$results"
bash "$root/course/kit/grade/packages/judge.sh" "$2" "$results" --format exercism --lessons "$1"
code=$?

if [ ! -s "$results" ]; then
  message="The solution could not be judged, and you are not to blame."
  printf '{ "version": 3, "status": "error", "message": "%s" }\n' "$message" > "$results"
fi
exit "$code"
