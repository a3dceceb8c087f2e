/**
 * Compares what a report's code writes with a file in the repository.
 * @module
 */
import { assertEquals } from "@std/assert";
import { writeAtomically } from "../base/write.ts";

/**
 * Asserts that `text` is the content of the file `path`. If it is not, writes it next to the file as
 * `NAME-changed.EXTENSION`: look at it, and if it is right, move it to `path`.
 */
export async function assertGolden(path: string, text: string): Promise<void> {
  const golden = await Deno.readFile(path).then(
    (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes),
    () => "",
  );
  if (text === golden) return;
  const changed = path.replace(/\.\w+$/, "-changed$&");
  await writeAtomically(changed, text);
  assertEquals(text, golden, `${path} has another content: look at ${changed}.`);
}
