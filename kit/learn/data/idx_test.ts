import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { decodeIdx, encodeIdx } from "./idx.ts";

/** Two images of 2 × 3 pixels. */
const SHAPE = [2, 2, 3];
const PIXELS = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
const FILE = encodeIdx(PIXELS, SHAPE);

const packed = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

function withByte(bytes: Uint8Array, place: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[place] = value;
  return changed;
}

Deno.test("encodeIdx() writes the type, the shape and the numbers, the most significant byte first", () => {
  assertEquals(encodeIdx(Uint8Array.of(7, 9), [2]), Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 2, 7, 9));
});

Deno.test("decodeIdx() reads what encodeIdx() wrote, packed or not", () => {
  for (const file of [FILE, packed(FILE)]) {
    assertEquals(decodeIdx(file, SHAPE).values, PIXELS);
    assertEquals(decodeIdx(file, SHAPE).content, FILE);
  }
});

Deno.test("decodeIdx() says what is wrong with a file", () => {
  const wrong: [file: Uint8Array, shape: number[], message: RegExp][] = [
    [new Uint8Array(0), SHAPE, /^is truncated: it has 0 bytes$/],
    [
      new TextEncoder().encode("<!DOCTYPE html>"),
      SHAPE,
      /^is not an IDX file: it begins with 3c 21 44 4f, expected 00 00 08 03$/,
    ],
    [withByte(FILE, 2, 0x0d), SHAPE, /^holds numbers of type 0x0d, expected bytes, 0x08$/],
    [FILE, [2], /^holds images, expected labels, as if two files were swapped$/],
    [encodeIdx(Uint8Array.of(1, 2), [2]), SHAPE, /^holds labels, expected images, as if two files were swapped$/],
    [withByte(FILE, 3, 4), SHAPE, /^holds something with 4 axes, expected images/],
    [FILE, [2, 3, 2], /^holds images of 2 × 3, expected 3 × 2$/],
    [FILE, [3, 2, 3], /^holds 2 images, expected 3, as if .* train and test were swapped$/],
    [FILE.subarray(0, 9), SHAPE, /^is truncated: it ends before its numbers begin$/],
    [FILE.subarray(0, 27), SHAPE, /^is truncated: it has 27 of 28 bytes$/],
    [Uint8Array.of(...FILE, 0, 0), SHAPE, /^is corrupt: 2 bytes follow its last number$/],
    [packed(FILE).subarray(0, 25), SHAPE, /^is truncated: the compressed data end too early$/],
    [
      withByte(packed(FILE), packed(FILE).length - 8, 0),
      SHAPE,
      /^is corrupt: it cannot be unpacked \(incorrect data check\)$/,
    ],
  ];
  for (const [file, shape, message] of wrong) {
    const error = assertThrows(() => decodeIdx(file, shape), SyntaxError);
    assert(message.test(error.message), `${error.message} does not match ${message}`);
  }
});

Deno.test("decodeIdx() unpacks no more than the size of the largest file", () => {
  const bomb = packed(new Uint8Array(48_000_000));
  assert(bomb.length < 50_000);
  assertThrows(() => decodeIdx(bomb, SHAPE), SyntaxError, "unpacks to more than 47040016 bytes");
});

Deno.test("decodeIdx() notices every truncation, and every changed bit of a packed file", () => {
  const file = packed(FILE);
  const isRefused = (bytes: Uint8Array) => {
    try {
      return decodeIdx(bytes, SHAPE).values.join() === PIXELS.join(); // the date in gzip's header does not matter
    } catch (error) {
      return error instanceof SyntaxError;
    }
  };
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(7), (place, bit) => {
      assertThrows(() => decodeIdx(file.subarray(0, place), SHAPE), SyntaxError);
      return isRefused(withByte(file, place, file[place] ^ 1 << bit));
    }),
    { seed: 42, numRuns: 500 },
  );
});
