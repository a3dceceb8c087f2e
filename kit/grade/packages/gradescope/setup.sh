#!/usr/bin/env bash
# Gradescope runs this once, as root and with a network, when it builds the image in which submissions are judged.
set -euo pipefail

source=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export DENO_DIR=$source/packages
bash "$source/course/kit/grade/packages/install.sh" @DENO_VERSION@
