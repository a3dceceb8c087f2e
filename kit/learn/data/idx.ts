/**
 * IDX, the format in which MNIST and similar data sets are published: bytes, with their shape in front. It is described
 * at http://yann.lecun.com/exdb/mnist/.
 * @module
 */
import process from "node:process";

/** The third byte of a file, after two zeros: it stands for unsigned bytes. */
const UNSIGNED_BYTE = 8;

/** The first two bytes of gzip. */
const GZIP = [0x1f, 0x8b];

/**
 * The size of FashionMNIST's largest file when unpacked: 60,000 images and the 16 bytes before them. Larger files are
 * not unpacked.
 */
const MOST_BYTES = 16 + 60_000 * 28 * 28;

/**
 * Reads the numbers of an IDX file, after checking that it is complete and has the right content.
 * @param file The file's bytes, packed with gzip or not.
 * @param shape The shape that the data must have, for example [60000, 28, 28].
 * @returns The numbers, 0 to 255, in row-major order; and the whole file, unpacked.
 * @throws {SyntaxError} If the file is truncated or corrupt, is not an IDX file, or has a different type or shape. The
 * message is meant to follow the file's name: "is truncated: it has 100 of 4008 bytes".
 */
export function decodeIdx(file: Uint8Array, shape: readonly number[]): { values: Uint8Array; content: Uint8Array } {
  const content = startsWith(file, GZIP) ? unpack(file) : file;
  const start = 4 + 4 * shape.length;
  if (content.length < 4) throw new SyntaxError(`is truncated: it has ${content.length} bytes`);
  const [zero, alsoZero, kind, axes] = content;
  if (zero !== 0 || alsoZero !== 0) {
    const magic = content.slice(0, 4).toHex().replace(/..(?=.)/g, "$& ");
    throw new SyntaxError(`is not an IDX file: it begins with ${magic}, expected 00 00 08 0${shape.length}`);
  }
  if (kind !== UNSIGNED_BYTE) {
    throw new SyntaxError(`holds numbers of type 0x${kind.toString(16).padStart(2, "0")}, expected bytes, 0x08`);
  }
  if (axes !== shape.length) {
    throw new SyntaxError(`holds ${named(axes)}, expected ${named(shape.length)}, as if two files were swapped`);
  }
  if (content.length < start) throw new SyntaxError("is truncated: it ends before its numbers begin");
  checkShape(shapeIn(content, axes), shape);
  const end = start + shape.reduce((product, length) => product * length, 1);
  if (content.length < end) throw new SyntaxError(`is truncated: it has ${content.length} of ${end} bytes`);
  if (content.length > end) {
    throw new SyntaxError(`is corrupt: ${content.length - end} bytes follow its last number`);
  }
  return { values: content.subarray(start), content };
}

/**
 * Makes an uncompressed IDX file from bytes.
 * @param values In row-major order.
 * @param shape Their shape.
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

/**
 * Unpacks gzip. It uses gunzipSync, which can limit the size and is three times as fast as DecompressionStream: 0.33 s
 * instead of 1 s for 47 MB.
 */
function unpack(file: Uint8Array): Uint8Array {
  try {
    // an import, even with "import defer", would make every lesson start about 10 ms later
    const { gunzipSync } = process.getBuiltinModule("node:zlib");
    return new Uint8Array(gunzipSync(file, { maxOutputLength: MOST_BYTES }));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    if (code === "ERR_BUFFER_TOO_LARGE") {
      throw new SyntaxError(`unpacks to more than ${MOST_BYTES} bytes, so it is the wrong file`);
    }
    if (code === "Z_BUF_ERROR") throw new SyntaxError("is truncated: the compressed data end too early");
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
