import { assertEquals, assertThrows } from "@std/assert";
import { frame, FrameSplitter, MARK_LENGTH, MAX_FRAME_BYTES } from "./frames.ts";

const mark = new Uint8Array(MARK_LENGTH).map((_, i) => i < 8 ? 120 : i); // begins with text: xxxxxxxx

/** The pieces of a stream that arrives in these chunks. Neighbouring pieces of output are joined. */
function split(...chunks: Uint8Array[]): string[] {
  const splitter = new FrameSplitter(mark);
  const seen: string[] = [];
  let printed = "";
  const flush = () => {
    if (printed) seen.push(`print ${printed}`);
    printed = "";
  };
  for (const piece of chunks.flatMap((chunk) => splitter.push(chunk))) {
    if (piece.kind === "print") {
      printed += new TextDecoder().decode(piece.bytes);
      continue;
    }
    flush();
    seen.push(`frame ${piece.text}`);
  }
  flush();
  return seen;
}

const bytes = (text: string) => new TextEncoder().encode(text);

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

Deno.test("FrameSplitter separates frames from output, wherever the stream is cut", () => {
  const stream = joined(bytes("one"), frame(mark, "α"), frame(mark, ""), bytes("xxx two xxxxxxxxx"), frame(mark, "b"));
  const expected = ["print one", "frame α", "frame ", "print xxx two xxxxxxxxx", "frame b"];
  for (let cut = 0; cut <= stream.length; cut++) {
    assertEquals(split(stream.slice(0, cut), stream.slice(cut)), expected, `cut at ${cut}`);
  }
});

Deno.test("FrameSplitter joins a stream that arrives byte by byte", () => {
  const stream = joined(bytes("print"), frame(mark, "reply"), bytes("more"));
  assertEquals(split(...[...stream].map((byte) => Uint8Array.of(byte))), ["print print", "frame reply", "print more"]);
});

Deno.test("FrameSplitter keeps bytes that may begin a mark until more bytes arrive", () => {
  const splitter = new FrameSplitter(mark);
  assertEquals(splitter.push(mark.slice(0, 9)), []);
  assertEquals(splitter.push(bytes("no")), [{ kind: "print", bytes: joined(mark.slice(0, 9), bytes("no")) }]);
});

Deno.test("FrameSplitter treats a frame with another mark as output", () => {
  assertEquals(split(frame(mark.with(15, 0), "forged")).map((piece) => piece.split(" ")[0]), ["print"]);
});

Deno.test("FrameSplitter refuses a frame that is too large as soon as it is announced", () => {
  const announced = new Uint8Array(MARK_LENGTH + 4);
  announced.set(mark);
  const length = new DataView(announced.buffer);
  length.setUint32(MARK_LENGTH, MAX_FRAME_BYTES + 1, true);
  assertThrows(() => new FrameSplitter(mark).push(announced), RangeError, "too large");
  length.setUint32(MARK_LENGTH, MAX_FRAME_BYTES, true);
  assertEquals(new FrameSplitter(mark).push(announced), []);
});

Deno.test("FrameSplitter is fast with a large frame in small chunks", () => {
  const stream = frame(mark, "x".repeat(2 ** 22));
  const splitter = new FrameSplitter(mark);
  const start = performance.now();
  let frames = 0;
  for (let i = 0; i < stream.length; i += 4096) frames += splitter.push(stream.subarray(i, i + 4096)).length;
  assertEquals(frames, 1);
  const milliseconds = performance.now() - start;
  assertEquals(milliseconds < 1000, true, `${milliseconds} ms`); // takes 15 ms; copying at every chunk would copy 2 GiB
});
