/**
 * Fetches the packages on behalf of a process that may not write, or that is busy with a screen. If something goes
 * wrong, it prints one sentence on standard output.
 *
 *     deno run -A --config=deno.light.json fetch_program.ts
 *
 * @module
 */
import { fetchPackages } from "./fetch.ts";

try {
  await fetchPackages();
  Deno.exit(); // otherwise, a pending lock would keep the process alive
} catch (error) {
  console.log((error as Error).message);
  Deno.exit(1);
}
