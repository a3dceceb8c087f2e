/**
 * The same for the first Deno that can read deno.lock and knows -P.
 * @module
 */
import { testOldDeno } from "../old_deno.ts";

await testOldDeno("2.5");
