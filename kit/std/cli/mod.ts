/**
 * A stand-in for `jsr:@std/cli` if JSR cannot be reached: only `parseArgs`, with the same options and results.
 * `deno unlink ./kit/std/cli` switches back to JSR's package.
 * @module
 */
export { type Args, parseArgs, type ParseOptions } from "./parse_args.ts";
