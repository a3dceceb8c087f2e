/**
 * Parameters on disk, as `.safetensors`: like `torch.save` and `torch.load`, but only for tensors.
 * @module
 */
import { valueText } from "../../base/kind_of.ts";
import type { Tensor } from "../tensor_types.ts";
import { UsageError } from "../../base/usage_error.ts";
import { writeAtomically } from "../../base/write.ts";
import { decodeTensors } from "./safetensors_decode.ts";
import { encodeTensors } from "./safetensors_encode.ts";

/**
 * Writes tensors to a file that {@linkcode loadTensors} and Python's safetensors can read. The file is written
 * completely or not at all: after an interruption, the old file is still there. If the folder is missing, it is
 * created.
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { loadTensors, saveTensors } from "downhill";
 * import { assertEquals } from "@std/assert";
 * const path = `${await Deno.makeTempDir()}/line.safetensors`;
 * await saveTensors(path, { theta: tf.tensor([4.7578, 5.4648]) }, { made: "with Downhill" });
 * const { theta } = await loadTensors(path); // Python: safetensors.numpy.load_file("line.safetensors")["theta"]
 * assertEquals(theta.shape, [2]);
 * ```
 * @param path The file to write; it usually ends in `.safetensors`.
 * @param tensors The tensors by their names. They are not changed.
 * @param metadata Strings about the file.
 * @throws {TypeError | RangeError} If the path is not a file name, or for the same reasons as {@linkcode
 * encodeTensors}; the message names the file.
 * @throws {UsageError} If the file cannot be written; the message says why.
 */
export async function saveTensors(
  path: string,
  tensors: Readonly<Record<string, Tensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<void> {
  checkPath(path);
  const bytes = await encodeTensors(tensors, metadata).catch((error) => rethrow(path, error));
  await writeAtomically(path, bytes);
}

/**
 * The tensors of a `.safetensors` file that {@linkcode saveTensors} or Python wrote; see {@linkcode decodeTensors} for
 * how types are converted.
 * @param path The file to read.
 * @returns New tensors by their names; dispose of them as usual.
 * @throws {SyntaxError | RangeError} For the same reasons as {@linkcode decodeTensors}; the message names the file.
 * @throws {UsageError} If the file cannot be read; the message says why.
 */
export async function loadTensors(path: string): Promise<Record<string, Tensor>> {
  const bytes = await readTensorFile(path);
  try {
    return decodeTensors(bytes);
  } catch (error) {
    rethrow(path, error);
  }
}

function checkPath(path: unknown): void {
  if (typeof path !== "string" || path === "") {
    throw new TypeError(`The path is ${valueText(path)}: pass a file's name.`);
  }
}

async function readTensorFile(path: string): Promise<Uint8Array> {
  checkPath(path);
  try {
    const { isFile } = await Deno.stat(path);
    if (isFile) return await Deno.readFile(path); // Reading a device such as /dev/zero would never end.
  } catch (error) {
    throw new UsageError(`${path} cannot be read because ${whyNotRead(error)}`, { cause: error });
  }
  throw new UsageError(`${path} is not a file: name the .safetensors file itself.`);
}

function whyNotRead(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "it is not there: is its name right, and was it saved?";
  if (error instanceof Deno.errors.NotCapable) return "Deno was not allowed to: run it with -A, or with --allow-read.";
  if (error instanceof Deno.errors.PermissionDenied) return "it is protected: change its permissions.";
  return `of ${JSON.stringify(error instanceof Error ? error.message : String(error))}: use another file.`;
}

/** Throws the same kind of error, with the file's name in front. */
function rethrow(path: string, error: unknown): never {
  if (error instanceof SyntaxError) throw new SyntaxError(`${path}: ${error.message}`, { cause: error });
  if (error instanceof RangeError) throw new RangeError(`${path}: ${error.message}`, { cause: error });
  if (error instanceof TypeError) throw new TypeError(`${path}: ${error.message}`, { cause: error });
  throw error;
}
