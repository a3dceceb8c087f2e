/**
 * Reads lines of text from a file to which another process writes.
 * @module
 */

/** The largest number of bytes that are read at once. */
const CHUNK = 65536;

/**
 * Yields each line that `read` delivers, without its line ending. Text after the last line ending is ignored. Reading
 * continues even while no line is requested. No web stream is used, because a lesson could reach the parts of such a
 * stream and replace a request.
 * @param read Writes to the beginning of a buffer and returns the number of bytes; null at the end.
 * @param onEnd Called at the end, even if no line is requested.
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
