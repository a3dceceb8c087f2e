/**
 * Writes the replies that leave a lesson's process.
 * @module
 */
import { frame } from "./frames.ts";

/**
 * Makes the function that writes replies. It keeps its own references, so a lesson that patches a global does not
 * change this function.
 * @param hexMark The mark of this process's frames. Keep it nowhere else: a lesson that knows it can write answers
 *   itself.
 */
export function replier(hexMark: string): (reply: object) => void {
  const mark = Uint8Array.fromHex(hexMark);
  const { stdout } = Deno;
  const write = stdout.writeSync.bind(stdout);
  const { stringify } = JSON;
  return (reply) => {
    const bytes = frame(mark, stringify(reply));
    // a pipe accepts only a part at a time; subarray() is avoided because a lesson could influence what it makes
    for (let sent = 0; sent < bytes.length;) sent += write(new Uint8Array(bytes.buffer, sent));
  };
}
