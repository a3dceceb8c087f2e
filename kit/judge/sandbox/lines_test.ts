import { assertEquals } from "@std/assert";
import { readLines } from "./lines.ts";

/** The `read` of a file that delivers these chunks, one at a time. */
function bringing(...chunks: Uint8Array[]): (buffer: Uint8Array) => Promise<number | null> {
  return (buffer) => {
    const chunk = chunks.shift();
    if (chunk) buffer.set(chunk);
    return Promise.resolve(chunk ? chunk.length : null);
  };
}

Deno.test("readLines() joins the pieces of a line, wherever the line was cut, and reports the end", async () => {
  const bytes = new TextEncoder().encode("one\ntwö\n\nthree\nrest");
  for (let cut = 0; cut <= bytes.length; cut++) {
    let ends = 0;
    const lines = readLines(bringing(bytes.slice(0, cut), bytes.slice(cut)), () => ends++);
    assertEquals(await Array.fromAsync(lines), ["one", "twö", "", "three"]);
    assertEquals(ends, 1);
  }
});

Deno.test("readLines() notices the end even if no line is requested", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const lines = readLines(bringing(new TextEncoder().encode("one\ntwo\n")), resolve);
  assertEquals((await lines.next()).value, "one");
  await promise;
});
