/**
 * A program that computes the cases whose indices it reads from standard input, and prints a line of JSON for each: its
 * index and the differences between the devices. It ends immediately if a case has broken the device.
 * @module
 */
import { startDevice } from "../start.ts";
import { allCases } from "./all_cases.ts";
import { guardHeap } from "./guarded_heap.ts";
import { type Difference, differencesOf, isFatal } from "./differences.ts";

/** A line of the output, with the result of one case. The first line only says that the program has started. */
export interface Line {
  index?: number;
  differences: Difference[];
}

if (import.meta.main) await work();

/** Calls `prepare`, then computes the cases. */
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

/** Writes the line immediately, because the process may end during the next case. */
function print(line: Line): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
}
