/**
 * Fetches the packages for a process that may not write, or is busy with a screen. If something goes wrong, it prints
 * one sentence on standard output.
 *
 *     deno run -A --config=deno.light.json fetch_program.ts
 *
 * @module
 */
import { fetchPackages } from "./fetch.ts";

try {
  await fetchPackages();
  Deno.exit(); // without waiting for a process that took too long
} catch (error) {
  console.log((error as Error).message);
  Deno.exit(1);
}
