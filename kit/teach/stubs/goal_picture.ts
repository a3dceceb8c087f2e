/**
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";

/** The path of the picture that the solution of `lesson` draws. `deno task verify` checks that it is up to date. */
export function goalPicture(lesson: string): string {
  return join(root, "docs", "pictures", `${lesson}.svg`);
}
