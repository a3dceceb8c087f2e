/**
 * Reads single keys, without waiting for Enter.
 * @module
 */

/**
 * Calls `onKey` with the characters that are typed in the terminal, and `onEnd` when the terminal is closed.
 * @returns A function that restores the terminal; it can be called twice.
 */
export function readKeys(onKey: (characters: string) => void, onEnd: () => void): () => void {
  let isOver = false;
  // so Ctrl-C remains a signal; Windows cannot do this, and there Ctrl-C arrives as a character
  Deno.stdin.setRaw(true, { cbreak: Deno.build.os !== "windows" });
  read();
  return () => {
    if (isOver) return;
    isOver = true;
    try {
      Deno.stdin.setRaw(false);
    } catch {
      // the terminal is closed
    }
  };

  async function read(): Promise<void> {
    const buffer = new Uint8Array(64);
    while (true) {
      const length = await Deno.stdin.read(buffer).catch(() => null);
      if (isOver) return;
      if (length === null) return onEnd();
      onKey(new TextDecoder().decode(buffer.subarray(0, length)));
    }
  }
}
