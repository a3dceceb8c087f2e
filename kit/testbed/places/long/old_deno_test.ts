/**
 * Tests what a Deno prints that is too old: the last such version, and the first that can read deno.lock and knows -P.
 * @module
 */
import { testOldDeno } from "../old_deno.ts";

await testOldDeno("2.7");
await testOldDeno("2.5");
