/**
 * Reads lines of text from a file that is being written.
 * @module
 */

/** How much is read at once, in bytes. */
const CHUNK = 65536;

/**
 * Yields each line that `read` delivers, without its line end; text after the last line end is not a line. It keeps
 * reading while nobody asks for a line. It uses no web stream: a lesson can reach the parts of such a stream, and could
 * replace a question there.
 * @param read Fills a part of a buffer and returns how many bytes; null at the end.
 * @param onEnd Called at the end, even if nobody is waiting for a line.
 */
export async function* readLines(
  read: (buffer: Uint8Array<ArrayBuffer>) => Promise<number | null>,
  onEnd: () => void,
): AsyncGenerator<string, undefined> {
  const lines: string[] = [];
  let isOver = false;
  let wake = Promise.withResolvers<void>();
  (async () => {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(CHUNK);
    let pending = "";
    for (let count = await read(buffer); count !== null; count = await read(buffer)) {
      const parts = decoder.decode(new Uint8Array(buffer.buffer, 0, count), { stream: true }).split("\n");
      for (let i = 0; i < parts.length - 1; i++) {
        lines[lines.length] = pending + parts[i];
        pending = "";
      }
      pending += parts[parts.length - 1];
      if (lines.length > 0) wake.resolve();
    }
    isOver = true;
    onEnd();
    wake.resolve();
  })();
  while (true) {
    while (lines.length > 0) yield lines.shift()!;
    if (isOver) return;
    wake = Promise.withResolvers<void>();
    await wake.promise;
  }
}
