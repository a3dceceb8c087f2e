/**
 * @module
 */
import { blackboard } from "./blackboard.ts";
import { canvas } from "./canvas.ts";
import { classroom } from "./classroom.ts";
import { gradescope } from "./gradescope.ts";
import type { Layout } from "./layout.ts";
import { moodle } from "./moodle.ts";
import { nbgrader } from "./nbgrader.ts";

/** The layouts of platforms, in the order in which they are tried. */
export const PLATFORMS: readonly Layout[] = [moodle, canvas, blackboard, gradescope, nbgrader, classroom];
