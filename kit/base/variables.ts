/**
 * @module
 */

/** The environment variables that change how the course runs. All are optional. */
export const VARIABLES = {
  /** Under `deno test -P`, where TF.js runs: "auto", "cpu", "wasm" or "webgpu". */
  device: "DOWNHILL_DEVICE",
  /** Under `deno test -P`, the seed for everything that the checks draw at random. */
  seed: "DOWNHILL_SEED",
  /** Under `deno test -P`, the time limit for one question, in milliseconds. */
  timeLimit: "DOWNHILL_TIME_LIMIT_MS",
  /** How many walls surround a lesson: 1 or 2. */
  walls: "DOWNHILL_WALLS",
  /** "poll": limit memory as on a system without util-linux. */
  limits: "DOWNHILL_LIMITS",
  /** "off": use only TF.js's own kernels, gradients and optimizers. */
  kernels: "DOWNHILL_KERNELS",
  /** The folder for the picture of a lesson that is run on its own. */
  plots: "DOWNHILL_PLOTS",
  /** "poll": read a lesson's file at short intervals, as on a system that does not report changes. */
  watch: "DOWNHILL_WATCH",
  /** The URL of the database for grading on many machines, with its password. */
  database: "DOWNHILL_DB",
} as const;
