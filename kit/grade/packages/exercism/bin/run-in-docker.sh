#!/usr/bin/env bash
# Builds the image, and judges a solution in it with the limits that Exercism sets: no network, a read-only disk, 3 GB.
#
#     bin/run-in-docker.sh SLUG SOLUTION_FOLDER OUTPUT_FOLDER
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "usage: bin/run-in-docker.sh SLUG SOLUTION_FOLDER OUTPUT_FOLDER" >&2
  exit 2
fi
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p "$3"
docker build --rm -t exercism/@TRACK@-test-runner .
docker run --rm --network none --read-only --memory 3g \
  --mount "type=bind,src=$(realpath "$2"),dst=/solution" \
  --mount "type=bind,src=$(realpath "$3"),dst=/output" \
  --mount type=tmpfs,dst=/tmp \
  exercism/@TRACK@-test-runner "$1" /solution /output
