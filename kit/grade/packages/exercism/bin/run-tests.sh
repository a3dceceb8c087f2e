#!/usr/bin/env bash
# Judges each solution in tests/, and compares the status with the one that its folder is named after:
# tests/SLUG/pass, tests/SLUG/fail.
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
output=$(mktemp -d)
failed=0
for folder in "$root"/tests/*/*/; do
  slug=$(basename "$(dirname "$folder")")
  expected=$(basename "$folder")
  bash "$root/bin/run.sh" "$slug" "$folder" "$output/"
  code=$?
  if [ "$code" = 0 ] && grep -q "^  \"status\": \"$expected\"" "$output/results.json"; then
    echo "ok     $slug $expected"
  else
    echo "not ok $slug $expected (exit code $code)"
    cat "$output/results.json"
    failed=1
  fi
done
rm -rf "$output"
exit "$failed"
