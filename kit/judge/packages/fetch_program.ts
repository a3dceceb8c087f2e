/**
 * Fetches the packages for a process that may not write, or is busy with a screen. What goes wrong is one sentence on
 * standard output.
 *
 *     deno run -A --config=deno.light.json fetch_program.ts
 *
 * @module
 */
import { fetchPackages } from "./fetch.ts";

try {
  await fetchPackages();
  Deno.exit(); // without waiting for somebody who took too long
} catch (error) {
  console.log((error as Error).message);
  Deno.exit(1);
}
