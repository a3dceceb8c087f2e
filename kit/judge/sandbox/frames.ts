/**
 * The byte stream from a lesson's process. It contains frames, which are our host's replies, and between them the
 * lesson's output. A frame consists of a mark, which is a secret shared by the two ends, a length, and a JSON text. All
 * bytes outside frames are output.
 * @module
 */
import { MAX_LENGTH } from "./values.ts";

/** The length of a mark in bytes: nobody can write 128 random bits by accident or by guessing. */
export const MARK_LENGTH = 16;

/** A reply is a value with a few other fields. UTF-8 needs up to three bytes for each character. */
export const MAX_FRAME_BYTES = 3 * MAX_LENGTH + 65536;

/** Puts `text` into a frame. */
export function frame(mark: Uint8Array, text: string): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(text);
  const bytes = new Uint8Array(MARK_LENGTH + 4 + body.length);
  bytes.set(mark);
  new DataView(bytes.buffer).setUint32(MARK_LENGTH, body.length, true);
  bytes.set(body, MARK_LENGTH + 4);
  return bytes;
}

/** One piece of the stream. */
export type Piece = { kind: "frame"; text: string } | { kind: "print"; bytes: Uint8Array };

/** Splits a stream that arrives in chunks. Bytes that may begin a frame are kept until the next chunk. */
export class FrameSplitter {
  #chunks: Uint8Array[] = [];
  #length = 0;
  /**
   * The number of bytes that the next piece needs. Until they have arrived, nothing is joined, so a large frame is
   * joined only once.
   */
  #needed = 1;
  readonly #mark: Uint8Array;

  /** @param mark The mark that begins each frame of this stream. */
  constructor(mark: Uint8Array) {
    this.#mark = mark;
  }

  /**
   * Returns the pieces that `chunk` completes, in order.
   * @throws {RangeError} If a frame announces more than {@linkcode MAX_FRAME_BYTES}, before any of its bytes are kept.
   */
  push(chunk: Uint8Array): Piece[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length < this.#needed) return [];
    const pieces: Piece[] = [];
    let bytes = concatenate(this.#chunks, this.#length);
    this.#needed = 1;
    while (bytes.length > 0) {
      const start = indexOf(bytes, this.#mark);
      if (start > 0) pieces.push({ kind: "print", bytes: bytes.slice(0, start) });
      bytes = bytes.subarray(start);
      if (bytes.length < MARK_LENGTH) break; // the rest is empty, or may be the first part of a mark
      this.#needed = MARK_LENGTH + 4;
      if (bytes.length < this.#needed) break;
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MARK_LENGTH, true);
      if (length > MAX_FRAME_BYTES) throw new RangeError(`A frame of ${length} bytes is too large.`);
      const end = this.#needed = MARK_LENGTH + 4 + length;
      if (bytes.length < end) break;
      pieces.push({ kind: "frame", text: new TextDecoder().decode(bytes.subarray(MARK_LENGTH + 4, end)) });
      bytes = bytes.subarray(end);
      this.#needed = 1;
    }
    this.#chunks = [bytes];
    this.#length = bytes.length;
    return pieces;
  }
}

function concatenate(chunks: Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

/**
 * The index at which `mark` starts in `bytes`. If `bytes` ends with only the first part of a mark, the index at which
 * that part starts; if there is neither, the length of `bytes`.
 */
function indexOf(bytes: Uint8Array, mark: Uint8Array): number {
  for (let start = bytes.indexOf(mark[0]); start >= 0; start = bytes.indexOf(mark[0], start + 1)) {
    let matched = 1;
    while (matched < mark.length && bytes[start + matched] === mark[matched]) matched++;
    if (matched === mark.length || start + matched === bytes.length) return start;
  }
  return bytes.length;
}
