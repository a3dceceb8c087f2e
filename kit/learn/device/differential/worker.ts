/**
 * A program that computes cases, those whose numbers come on its standard input, and prints a line of JSON for each: its
 * number and in what the devices differ. It ends at once when a case has left the device unfit for the next one.
 * @module
 */
import { startDevice } from "../start.ts";
import { allCases } from "./all_cases.ts";
import { guardHeap } from "./guarded_heap.ts";
import { type Difference, differencesOf, isFatal } from "./differences.ts";

/** What is said of one case; the first line says nothing but that the program has started. */
export interface Line {
  index?: number;
  differences: Difference[];
}

if (import.meta.main) await work();

/** Does the work, after `prepare`. */
export async function work(prepare = () => {}): Promise<void> {
  const indices = (await new Response(Deno.stdin.readable).text()).split(" ").map(Number);
  await startDevice("wasm");
  prepare();
  const heap = guardHeap();
  const cases = allCases(Number(Deno.args[0]));
  print({ differences: [] });
  for (const index of indices) {
    const differences = await differencesOf(cases[index], heap);
    print({ index, differences });
    if (differences.some(isFatal)) Deno.exit(0);
  }
}

/** At once: the process may not live to see the end of the next case. */
function print(line: Line): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
}
