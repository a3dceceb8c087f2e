/**
 * Tests what a Deno that is too old prints: the last such version, and the first version that can read deno.lock and
 * supports -P.
 * @module
 */
import { testOldDeno } from "../old_deno.ts";

await testOldDeno("2.7");
await testOldDeno("2.5");
