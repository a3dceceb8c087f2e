/**
 * Tests what Deno prints if it is too old: in the last such version, and in the first version that can read deno.lock
 * and supports -P.
 * @module
 */
import { testOldDeno } from "../old_deno.ts";

await testOldDeno("2.7");
await testOldDeno("2.5");
