/**
 * The packages with which tests use a real browser. If they were in the course's `deno.lock`, every learner would
 * download them, so they have a lock file of their own, next to this module.
 * @module
 */
import { join } from "node:path";

/** Playwright starts and steers the browser; axe finds what keeps people from using a page. */
export const PACKAGES = { playwright: "npm:playwright-core@1.65.1", axe: "npm:axe-core@4.14.1" };

/** The options with which Deno uses exactly these packages, and no configuration of the course. */
export const OPTIONS: readonly string[] = [
  "--no-config",
  `--lock=${join(import.meta.dirname!, "deno.lock")}`,
  "--frozen",
  "--quiet",
];
