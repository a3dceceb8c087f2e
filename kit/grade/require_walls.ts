/**
 * @module
 */
import { UsageError } from "../base/usage_error.ts";
import { VARIABLES } from "../base/variables.ts";
import { availableWalls, type Walls } from "../judge/sandbox/walls/start_program.ts";

/** The number of walls that `--require-walls` names. @throws {UsageError} If it is neither 1 nor 2. */
export function wallsOf(text = "1"): Walls {
  if (text === "1" || text === "2") return Number(text) as Walls;
  throw new UsageError(`--require-walls is "${text}": write 1 or 2.`);
}

/** The walls on this machine. @throws {UsageError} If there are fewer than `required`. */
export function requireWalls(required: Walls): Walls {
  const walls = availableWalls();
  if (walls >= required) return walls;
  const advice = Deno.env.get(VARIABLES.walls) === "1"
    ? `${VARIABLES.walls} is 1: unset it`
    : "only Deno's permissions protect this machine: install bubblewrap and util-linux";
  throw new UsageError(`--require-walls ${required} is set, but ${advice}, or leave the option out.`);
}
