/**
 * @module
 */

/** How much of a line is kept, in characters. */
const KEPT = 1000;

/** The lines of a file of any length, one after the other, without their ends. Long lines are cut. */
export async function* textLines(path: string): AsyncGenerator<string> {
  let line = "";
  const text = (await Deno.open(path)).readable.pipeThrough(new TextDecoderStream());
  for await (const chunk of text) {
    const [first, ...more] = chunk.split("\n");
    line = (line + first).slice(0, KEPT);
    for (const next of more) {
      yield line.replace(/\r$/, "");
      line = next.slice(0, KEPT);
    }
  }
  if (line) yield line.replace(/\r$/, "");
}
