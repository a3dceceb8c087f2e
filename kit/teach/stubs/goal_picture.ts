/**
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";

/** The picture that the solution of `lesson` draws; kept up to date by `deno task verify`. */
export function goalPicture(lesson: string): string {
  return join(root, "docs", "pictures", `${lesson}.svg`);
}
