import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Download, download, DownloadError, type DownloadOptions } from "./download.ts";

/** The file to download. */
const CONTENT = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 251);
const RIGHT = { bytes: CONTENT.length, sha256: createHash("sha256").update(CONTENT).digest("hex") };

/** A mirror: its response to a request for the file from byte `start` on. */
type Mirror = (start: number, request: Request) => Response | Promise<Response>;

/** The file from `start` on, as a correct server sends it. */
const rest: Mirror = (start) => {
  const body = CONTENT.slice(start);
  if (start === 0) return new Response(body);
  const range = `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}`;
  return new Response(body, { status: 206, headers: { "content-range": range } });
};

/** Sends `bytes` bytes and stops: the connection is closed before the announced end. */
const breaksOffAfter = (bytes: number): Mirror => (start) => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(CONTENT.slice(start, start + bytes));
      setTimeout(() => controller.error(new Error("gone")), 50);
    },
  });
  return new Response(body, { headers: { "content-length": String(CONTENT.length) } });
};

const missing: Mirror = () => new Response("no", { status: 404 });
const wrong: Mirror = () => new Response(CONTENT.toReversed());

/** Serves `mirrors`, each at its own address, and downloads from them in this order. */
async function from(
  mirrors: readonly Mirror[],
  body: (file: Download, requests: string[], options: DownloadOptions) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const requests: string[] = [];
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {}, onError: () => new Response() },
    (r) => {
      const range = r.headers.get("range");
      const name = new URL(r.url).pathname.slice(1);
      requests.push(range ? `${name} ${range}` : name);
      return mirrors[Number(name)](Number(/\d+/.exec(range ?? "0")), r);
    },
  );
  const urls = mirrors.map((_, i) => `http://127.0.0.1:${server.addr.port}/${i}`);
  try {
    await body({ ...RIGHT, urls, path: join(folder, "new", "file.gz") }, requests, { patienceMs: 300 });
  } finally {
    await server.shutdown();
    await Deno.remove(folder, { recursive: true });
  }
}

async function leave(path: string, bytes: Uint8Array): Promise<void> {
  await Deno.mkdir(join(path, ".."), { recursive: true });
  await Deno.writeFile(path, bytes);
}

async function assertArrived({ path }: Download): Promise<void> {
  assertEquals(await Deno.readFile(path), CONTENT);
  assertEquals([...Deno.readDirSync(join(path, ".."))].map(({ name }) => name), ["file.gz"]);
}

const isThere = (path: string) => Deno.stat(path).then(() => true, () => false);

Deno.test("download() writes the file, and reports its progress", () =>
  from([rest], async (file, requests, options) => {
    const seen: number[] = [];
    await download(file, { ...options, onProgress: (received) => seen.push(received) });
    await assertArrived(file);
    assertEquals([requests, seen.at(-1)], [["0"], CONTENT.length]);
    assert(seen.every((received, i) => i === 0 || received > seen[i - 1]));
  }));

Deno.test("download() continues where the last download was interrupted", () =>
  from([rest], async (file, requests, options) => {
    await leave(`${file.path}.part`, CONTENT.subarray(0, 1000));
    await download(file, options);
    await assertArrived(file);
    assertEquals(requests, ["0 bytes=1000-"]);
  }));

Deno.test("download() starts again if a server cannot send a part", () =>
  from([() => new Response(CONTENT)], async (file, requests, options) => {
    await leave(`${file.path}.part`, CONTENT.subarray(0, 1000));
    await download(file, options);
    await assertArrived(file);
    assertEquals(requests, ["0 bytes=1000-"]);
  }));

Deno.test("download() takes the rest from the next server when one stops or ends too early", () =>
  from(
    [breaksOffAfter(5000), () => new Response(streamOf(CONTENT.slice(0, 7000))), rest],
    async (file, requests, options) => {
      await download(file, options);
      await assertArrived(file);
      assertEquals(requests.length, 3);
      assertMatch(requests[2], /^2 bytes=[57]000-$/);
    },
  ));

Deno.test("download() tries the next server if one has no such file, sends a wrong or too long file, or sends nothing", () =>
  from([missing, wrong, tooLong, page, silent, rest], async (file, requests, options) => {
    await download(file, options);
    await assertArrived(file);
    assertEquals(requests.map((request) => request[0]), ["0", "1", "2", "3", "4", "5"]);
  }));

Deno.test("download() requests the whole file again if the part on disk was wrong", () =>
  from([rest], async (file, requests, options) => {
    await leave(`${file.path}.part`, new Uint8Array(1000));
    await download(file, options);
    await assertArrived(file);
    assertEquals(requests, ["0 bytes=1000-", "0"]);
  }));

Deno.test("download() needs no server when the whole file has arrived", () =>
  from([missing], async (file, requests, options) => {
    await leave(`${file.path}.part`, CONTENT);
    await download(file, options);
    await assertArrived(file);
    assertEquals(requests, []);
  }));

Deno.test("download() never accepts a wrong file, and reports what each server did", () =>
  from([missing, wrong], async (file, _, options) => {
    await leave(file.path, Uint8Array.of(1));
    const { message } = await assertRejects(() => download(file, options), DownloadError);
    const sentence =
      /^file\.gz could not be downloaded: \S+ answered 404 Not Found; \S+ has a different file with that name: .*\.$/;
    assertMatch(message, sentence);
    assertEquals(await Deno.readFile(file.path), Uint8Array.of(1));
    assert(!await isThere(`${file.path}.part`));
  }));

Deno.test("download() keeps the bytes that have arrived if every server fails", () =>
  from([breaksOffAfter(5000), missing], async (file, _, options) => {
    await assertRejects(() => download(file, options), DownloadError, "broke off");
    assertEquals(await Deno.readFile(`${file.path}.part`), CONTENT.slice(0, 5000));
    assert(!await isThere(file.path));
  }));

Deno.test("download() reports that a server cannot be reached", () =>
  from([], async (file, _, options) => {
    const listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
    const { port } = listener.addr as Deno.NetAddr;
    listener.close();
    const nowhere = { ...file, urls: [`http://127.0.0.1:${port}/`] };
    await assertRejects(() => download(nowhere, options), DownloadError, `127.0.0.1:${port} cannot be reached`);
  }));

Deno.test("download() reports that it cannot write, and tries no other server", () =>
  from([rest], async (file, requests, options) => {
    await leave(join(file.path, ".."), Uint8Array.of(1)); // a file where the folder should be
    await assertRejects(() => download(file, options), DownloadError, "cannot be written");
    assertEquals(requests, []);
  }));

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([bytes.slice()]).stream();
}

function tooLong(): Response {
  return new Response(streamOf(new Uint8Array([...CONTENT, 0])));
}

function page(): Response {
  return new Response("<html>Log in first</html>", { headers: { "content-type": "text/html" } });
}

async function silent(): Promise<Response> {
  await new Promise((resolve) => setTimeout(resolve, 600));
  return new Response(CONTENT);
}
