/**
 * Starts a lesson's process behind one wall: Deno's permissions. The process gets a private copy of Deno's cache. No
 * other process reads this copy, so a lesson can do no harm with it.
 * @module
 */
import type { Template } from "./template.ts";

/**
 * A shell script that makes the private folder and then executes the command in its own process. In the background, a
 * loop checks twice a second whether the process and its judge are alive. If the judge was killed, the loop ends the
 * process, even if it sleeps; at the end, the loop removes the folder. Databases are copied. Compiled modules are only
 * linked, because Deno never changes such a file, but replaces it with a new one. Arguments: the folder, the packages'
 * folder, the template's folder or "", pairs of a path and the path under which the process sees it, "--", then the
 * command.
 */
const SCRIPT = `
folder=$1 npm=$2 template=$3 process=$$ judge=$PPID
shift 3
(
  trap "" HUP INT TERM
  while sleep 0.5 && kill -0 "$process" && kill -0 "$judge"; do :; done
  kill -9 "$process"
  rm -rf "$folder"
) < /dev/null > /dev/null 2>&1 &
mkdir -m 700 "$folder" && ln -s "$npm" "$folder/npm" || exit 70
if [ -n "$template" ]; then
  cp "$template"/*_cache_v* "$folder/"
  mkdir "$folder/gen"
  cp -Rl "$template/gen/." "$folder/gen/" || cp -R "$template/gen/." "$folder/gen/"
fi 2> /dev/null
while [ "$1" != -- ]; do
  mkdir -p "$(dirname "$2")"
  if [ -d "$1" ] && [ ! -h "$1" ]; then ln -s "$1" "$2"; else cp -PR "$1" "$2"; fi
  shift 2
done
shift
exec "$@"`;

/** The command that runs `command` with a private copy of Deno's cache in `folder`, and removes the copy afterwards. */
export function withPrivateCopy(
  command: readonly string[],
  folder: string,
  npm: string,
  template: Template | null,
  links: readonly (readonly [from: string, to: string])[],
): string[] {
  return ["sh", "-c", SCRIPT, "sh", folder, npm, template?.folder ?? "", ...links.flat(), "--", ...command];
}
