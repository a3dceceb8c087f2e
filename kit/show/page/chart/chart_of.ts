/**
 * @module
 */
import { theme } from "../../../learn/plot/parts/theme.ts";
import { chartProblem } from "./allowed.ts";
import { interactive } from "./interactive.ts";

/**
 * What the page's frame draws, as JSON: `{ spec, config }`, or `{ problem }` with a sentence that says why it draws
 * nothing.
 * @param spec The picture's specification as JSON, untrusted.
 */
export function chartOf(spec: string): string {
  let picture: unknown;
  try {
    picture = JSON.parse(spec);
  } catch {
    return JSON.stringify({ problem: "This picture is too large to be touched." });
  }
  const problem = chartProblem(picture);
  if (problem) return JSON.stringify({ problem: `This picture cannot be touched. ${problem}` });
  return JSON.stringify({
    spec: interactive(picture as Record<string, unknown>),
    config: { ...theme, background: null },
  });
}
