/**
 * IDX, the format in which MNIST and its relatives are published: lists of bytes with their shape in front. It is
 * described at http://yann.lecun.com/exdb/mnist/.
 * @module
 */
import process from "node:process";

/** The first byte after two zeros says of which kind the numbers are. */
const UNSIGNED_BYTE = 8;

/** gzip's own first two bytes. */
const GZIP = [0x1f, 0x8b];

/** No file of FashionMNIST unpacks to more: 60,000 images and the 16 bytes before them. What would is not even unpacked. */
const MOST_BYTES = 16 + 60_000 * 28 * 28;

/**
 * Takes the bytes out of an IDX file, once it is certain that it is whole and holds what it should.
 * @param file The file's bytes, packed with gzip or not.
 * @param shape What it has to hold, for example [60000, 28, 28].
 * @returns The numbers, 0 to 255, in row-major order; and the whole file, unpacked.
 * @throws {SyntaxError} If it is truncated or corrupt, no IDX file, or one of another kind or shape. The message goes
 *   on after the file's name: "is truncated: it has 100 of 4008 bytes".
 */
export function decodeIdx(file: Uint8Array, shape: readonly number[]): { values: Uint8Array; content: Uint8Array } {
  const content = startsWith(file, GZIP) ? unpack(file) : file;
  const start = 4 + 4 * shape.length;
  if (content.length < 4) throw new SyntaxError(`is truncated: it has ${content.length} bytes`);
  const [zero, alsoZero, kind, axes] = content;
  if (zero !== 0 || alsoZero !== 0) {
    const magic = content.slice(0, 4).toHex().replace(/..(?=.)/g, "$& ");
    throw new SyntaxError(`is no IDX file: it begins with ${magic}, expected 00 00 08 0${shape.length}`);
  }
  if (kind !== UNSIGNED_BYTE) {
    throw new SyntaxError(`holds numbers of kind 0x${kind.toString(16).padStart(2, "0")}, expected bytes, 0x08`);
  }
  if (axes !== shape.length) {
    throw new SyntaxError(`holds ${named(axes)}, expected ${named(shape.length)}, as if two files were swapped`);
  }
  if (content.length < start) throw new SyntaxError("is truncated: it ends before its numbers begin");
  checkShape(shapeIn(content, axes), shape);
  const end = start + shape.reduce((product, length) => product * length, 1);
  if (content.length < end) throw new SyntaxError(`is truncated: it has ${content.length} of ${end} bytes`);
  if (content.length > end) {
    throw new SyntaxError(`is corrupt: it goes on for ${content.length - end} bytes after its last number`);
  }
  return { values: content.subarray(start), content };
}

/**
 * Puts bytes into an IDX file, not packed.
 * @param values In row-major order.
 * @param shape Of which shape they are.
 */
export function encodeIdx(values: Uint8Array, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const start = 4 + 4 * shape.length;
  const file = new Uint8Array(start + values.length);
  const view = new DataView(file.buffer);
  file.set([0, 0, UNSIGNED_BYTE, shape.length]);
  shape.forEach((length, axis) => view.setUint32(4 + 4 * axis, length));
  file.set(values, start);
  return file;
}

/** gunzipSync stops at a bound, and is three times as fast as DecompressionStream: 0.33 s instead of 1 for 47 MB. */
function unpack(file: Uint8Array): Uint8Array {
  try {
    // imported, it would cost every lesson some 10 ms at its start, also with "import defer"
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return new Uint8Array(gunzipSync(file, { maxOutputLength: MOST_BYTES }));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw new SyntaxError(`unpacks to more than ${MOST_BYTES} bytes, so it is another file`);
    }
    if (code === "Z_BUF_ERROR") throw new SyntaxError("is truncated: the packed data end too early");
    throw new SyntaxError(`is corrupt: it cannot be unpacked (${message})`);
  }
}

function checkShape(found: readonly number[], expected: readonly number[]): void {
  const [count, ...image] = found;
  if (image.join() !== expected.slice(1).join()) {
    throw new SyntaxError(`holds images of ${image.join(" × ")}, expected ${expected.slice(1).join(" × ")}`);
  }
  if (count === expected[0]) return;
  const what = found.length === 1 ? "labels" : "images";
  throw new SyntaxError(
    `holds ${count} ${what}, expected ${expected[0]}, as if it belonged to other files, or train and test were swapped`,
  );
}

function shapeIn(content: Uint8Array, axes: number): number[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  return Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
}

function named(axes: number): string {
  if (axes === 1) return "labels";
  return axes === 3 ? "images" : `something with ${axes} axes`;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
