/**
 * A stand-in for `jsr:@std/cli` where JSR cannot be reached: `parseArgs` alone, with the same options and results.
 * `deno unlink ./kit/std/cli` goes back to JSR's.
 * @module
 */
export { type Args, parseArgs, type ParseOptions } from "./parse_args.ts";
