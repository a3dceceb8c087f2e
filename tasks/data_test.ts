import { assert, assertEquals, assertMatch } from "@std/assert";
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FASHION_MNIST_FILES } from "../kit/learn/data/fashion_mnist_files.ts";
import { fashionMNISTSubset } from "../kit/learn/data/find_fashion_mnist.ts";
import { encodeIdx } from "../kit/learn/data/idx.ts";
import { root } from "../kit/base/root.ts";

const NAMES = Object.values(FASHION_MNIST_FILES).map(({ name }) => `${name}.gz`);

/** Runs `deno task data` without a terminal, with `folder` as FASHION_MNIST_DIR and an empty cache. */
async function data(folder: string, words: string[], mirrors = "http://127.0.0.1:9/") {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "-A", "--no-check", join(root, "tasks", "data.ts"), ...words],
    cwd: root,
    env: { FASHION_MNIST_DIR: folder, XDG_CACHE_HOME: "/nowhere", FASHION_MNIST_MIRRORS: mirrors, NO_COLOR: "1" },
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** A folder in which the subset has the file names of the full set, as after a mistake in copying. */
async function withSubsetAsFull(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const { files } = fashionMNISTSubset();
    for (const path of Object.values(files)) await Deno.copyFile(path, join(folder, path.split(/[\\/]/).at(-1)!));
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("data says which images are here, downloads nothing, and exits 0", async () => {
  const { code, stdout, stderr } = await data("", []);
  assertEquals([code, stderr], [0, ""]);
  assertMatch(stdout, /✓ there {7}4,000 \+ 1,000 images {5}the course(?: {2}← used)?\n {16}data\n/);
  assert(stdout.split("\n").every((line) => line.length <= 80), stdout);
});

Deno.test("data --json prints one JSON value with the documented fields", async () => {
  const { stdout } = await data("", ["--json"]);
  const { places } = JSON.parse(stdout);
  assertEquals(places.length, 4);
  const fields = ["folder", "isUsed", "message", "name", "problems", "size", "status"];
  for (const place of places) assertEquals(Object.keys(place).toSorted(), fields);
  assertEquals(places.filter(({ isUsed }: { isUsed: boolean }) => isUsed).length, 1);
});

Deno.test("data names the file that FASHION_MNIST_DIR lacks, and exits 1", async () => {
  await withSubsetAsFull(async (folder) => {
    await Deno.remove(join(folder, NAMES[2]));
    const { code, stdout } = await data(folder, ["--json"]);
    const [{ status, problems }] = JSON.parse(stdout).places;
    assertEquals([code, status, problems.length], [1, "broken", 1]);
    assertEquals(problems[0].file, join(folder, NAMES[2]));
  });
});

Deno.test("data --verify names every file that is broken, says why, and exits 1", async () => {
  await withSubsetAsFull(async (folder) => {
    await Deno.writeFile(join(folder, NAMES[1]), new Uint8Array(3));
    await Deno.remove(join(folder, NAMES[2]));
    const { code, stdout, stderr } = await data(folder, ["--verify"]);
    assertEquals([code, stderr], [1, ""]);
    const text = stdout.replace(/\n {16}/g, " ");
    assertMatch(text, /✗ broken .*train-images-idx3-ubyte\.gz holds 4000 images, expected 60000, as if/);
    assertMatch(text, /train-labels-idx1-ubyte\.gz is truncated: it has 3 bytes; put the original file in its place\./);
    assertMatch(text, /t10k-images-idx3-ubyte\.gz is not there: .*deno task data --download/);
    assertMatch(text, /t10k-labels-idx1-ubyte\.gz holds 1000 labels, expected 10000/);
    assertMatch(stdout, /\n {2}4 files are broken\.\n$/);
  });
});

Deno.test("data --verify distinguishes wrong formats, swapped parts, truncated archives and unknown labels", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const labels = new Uint8Array(10_000).fill(10, 7);
    const packed = gzipSync(encodeIdx(new Uint8Array(10_000), [10_000]));
    const contents = ["<!DOCTYPE html>", packed, packed.subarray(0, 20), gzipSync(encodeIdx(labels, [10_000]))];
    for (const [i, content] of contents.entries()) {
      await Deno.writeFile(join(folder, NAMES[i]), new Uint8Array(Buffer.from(content)));
    }
    const { code, stdout } = await data(folder, ["--verify", "--json"]);
    const [{ problems }] = JSON.parse(stdout).places;
    const reasons = [
      "is not an IDX file: it begins with 3c 21 44 4f, expected 00 00 08 03",
      "holds 10000 labels, expected 60000, as if it belonged to other files, or train and test were swapped",
      "is truncated: the compressed data end too early",
      "is corrupt: label 7 (the first is 0) is 10, expected 0 to 9",
    ];
    const sentences = reasons.map((reason, i) =>
      `${join(folder, NAMES[i])} ${reason}; put the original file in its place.`
    );
    assertEquals([code, problems.map(({ message }: { message: string }) => message)], [1, sentences]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("data --verify exits 0 if all files here are intact", async () => {
  const { code, stdout } = await data("", ["--verify"]);
  assertEquals(code, 0, stdout);
  assertMatch(stdout, /✓ intact {6}4,000 \+ 1,000 images/);
});

Deno.test("data --download says why each server failed, exits 1, and stores nothing", async () => {
  const folder = await Deno.makeTempDir();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    const isFirst = new URL(request.url).pathname.startsWith("/first/");
    return isFirst ? new Response("gone", { status: 410 }) : new Response("<html>Log in first</html>");
  });
  try {
    const address = `http://127.0.0.1:${server.addr.port}`;
    const { code, stdout, stderr } = await data(folder, ["--download"], `${address}/first ${address}/second/`);
    assertEquals([code, stdout], [1, ""]);
    assertMatch(stderr, /^train-images-idx3-ubyte\.gz could not be downloaded: \S+ answered 410 Gone; \S+ .*\n/);
    assertEquals([...Deno.readDirSync(folder)].filter(({ name }) => !name.endsWith(".part")), []);
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("data exits 2 with one sentence on wrong usage", async () => {
  const wrong: [words: string[], mirrors: string, sentence: RegExp][] = [
    [["--download", "--verify"], "", /^--download and --verify cannot be used together: give one of them\.\n$/],
    [["--nonsense"], "", /^There is no option --nonsense: --help lists all options\.\n$/],
    [["--download"], "ftp://x/", /^FASHION_MNIST_MIRRORS contains "ftp:\/\/x\/", which is not an address: .*\n$/],
  ];
  for (const [words, mirrors, sentence] of wrong) {
    const { code, stdout, stderr } = await data("/nowhere", words, mirrors);
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, sentence);
  }
});

Deno.test("data --help explains the options, and says that nothing is downloaded without --download", async () => {
  const { code, stdout } = await data("", ["--help"]);
  assertEquals(code, 0);
  assertMatch(stdout, /--download[^]*--verify[^]*--json[^]*Nothing is downloaded unless you use --download\./);
  assert(stdout.split("\n").every((line) => line.length <= 80), stdout);
});
