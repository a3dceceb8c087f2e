/**
 * Lines of text from a stream of bytes.
 * @module
 */

/** Yields each line of `stream` without its line end; what stands after the last line end is not a line. */
export async function* readLines(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, undefined> {
  let pending = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const parts = text.split("\n");
    if (parts.length === 1) {
      pending += text;
      continue;
    }
    yield pending + parts[0];
    for (const line of parts.slice(1, -1)) yield line;
    pending = parts.at(-1)!;
  }
}
