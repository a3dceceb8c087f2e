import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { connect } from "node:net";
import { type Asked, type PageServer, servePage } from "./serve.ts";

const TOKEN = "0123456789abcdef".repeat(4);

/** Everything that the server answers, and two addresses that it does not know. */
const ADDRESSES = [
  "/",
  "/page.js",
  "/page.css",
  "/icon.svg",
  "/frame",
  "/frame.js",
  "/socket",
  "/nothing",
  "/../deno.json",
];

/** Runs `work` with a server whose page has one section. */
async function withServer(work: (server: PageServer, asked: Asked[]) => Promise<void>, names?: string[]) {
  const asked: Asked[] = [];
  const options = { place: { port: 0, token: TOKEN }, current: () => ({ score: "<p>1 of 2</p>" }), names };
  const server = servePage({ ...options, onAsked: (each) => asked.push(each) });
  try {
    await work(server, asked);
  } finally {
    await server.close();
  }
}

/** The answer to a request that is written by hand: `fetch` does not let us choose the Host. */
function answerTo(port: number, path: string, headers: string[], method = "GET"): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1");
    socket.on("data", (data) => text += String(data));
    socket.on("error", reject);
    socket.on("close", () => resolve(text));
    socket.write(`${method} ${path} HTTP/1.1\r\n${[...headers, "Connection: close"].join("\r\n")}\r\n\r\n`);
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

/** A WebSocket of our page, with the messages that came and the code with which it was closed. */
function openSocket(port: number, origin = `http://127.0.0.1:${port}`) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, { headers: { origin } });
  const messages: string[] = [];
  const closed = new Promise<number>((resolve) => socket.onclose = ({ code }) => resolve(code));
  const opened = new Promise<boolean>((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
  });
  const waiting: (() => void)[] = [];
  socket.onmessage = ({ data }) => {
    messages.push(data);
    waiting.splice(0).forEach((go) => go());
  };
  const message = () => new Promise<void>((resolve) => waiting.push(resolve));
  return { socket, messages, closed, opened, message };
}

Deno.test("no address is answered for another host, another origin or another method", () =>
  withServer(async ({ place: { port } }) => {
    const ours = `Host: 127.0.0.1:${port}`;
    for (const path of ADDRESSES) {
      assertEquals(statusOf(await answerTo(port, path, ["Host: evil.example"])), 403, path);
      assertEquals(statusOf(await answerTo(port, path, [`Host: evil.example:${port}`])), 403, path);
      assertEquals(statusOf(await answerTo(port, path, [ours, "Origin: http://evil.example"])), 403, path);
      const withoutOrigin = statusOf(await answerTo(port, path, [ours, "Origin: null"]));
      assertEquals(withoutOrigin, path === "/frame.js" ? 200 : 403, path); // the frame of a chart has no origin
      assertEquals(statusOf(await answerTo(port, path, [ours, "Content-Length: 0"], "POST")), 403, path);
    }
    const upgrade = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"];
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    assertEquals(statusOf(await answerTo(port, "/socket", [ours, ...upgrade, key])), 403);
  }));

Deno.test("the files of the page contain no data, and a strict policy", () =>
  withServer(async ({ place: { port } }) => {
    for (const path of ADDRESSES.slice(0, 4)) {
      const answer = await answerTo(port, path, [`Host: 127.0.0.1:${port}`]);
      assertEquals(statusOf(answer), 200, path);
      assertStringIncludes(answer.toLowerCase(), "content-security-policy: default-src 'none'; script-src 'self'");
      assertStringIncludes(answer.toLowerCase(), `frame-src http://127.0.0.1:${port}/frame https://`);
      assertStringIncludes(answer.toLowerCase(), "referrer-policy: no-referrer");
      assert(!answer.includes(TOKEN) && !answer.includes("1 of 2"), path);
    }
    assertEquals(statusOf(await answerTo(port, "/nothing", [`Host: 127.0.0.1:${port}`])), 404);
  }));

Deno.test("every answer has the headers that keep other pages out, also one that refuses", () =>
  withServer(async ({ place: { port } }) => {
    const ours = `Host: 127.0.0.1:${port}`;
    const upgrade = ["Connection: Upgrade", "Upgrade: websocket", `Origin: http://127.0.0.1:${port}`];
    const pages = Array.from({ length: 50 }, () => openSocket(port));
    await Promise.all(pages.map(({ opened }) => opened));
    const answers: [status: number, answer: string][] = [
      ...await Promise.all(
        ADDRESSES.slice(0, 6).map(async (path) => [200, await answerTo(port, path, [ours])] as [number, string]),
      ),
      [403, await answerTo(port, "/", ["Host: evil.example"])],
      [404, await answerTo(port, "/nothing", [ours])],
      [503, await answerTo(port, "/socket", [ours, ...upgrade])],
    ];
    for (const { socket } of pages) socket.close();
    await Promise.all(pages.map(({ closed }) => closed));
    for (const incomplete of [[], ["Sec-WebSocket-Version: 13"]]) {
      let answer = "";
      do answer = await answerTo(port, "/socket", [ours, ...upgrade, ...incomplete]); while (statusOf(answer) === 503);
      answers.push([400, answer]);
    }
    for (const [status, answer] of answers) {
      assertEquals(statusOf(answer), status);
      const expected = [
        /content-security-policy: [^\r]*default-src 'none'[^\r]*; frame-ancestors '(none|self)'\r/i,
        /referrer-policy: no-referrer\r/i,
        /x-content-type-options: nosniff\r/i,
        /cross-origin-opener-policy: same-origin\r/i,
        /cross-origin-resource-policy: (same|cross)-origin\r/i,
        /cache-control: no-store\r/i,
      ];
      for (const header of expected) assertMatch(answer, header);
    }
  }));

Deno.test("the frame of a chart has no origin, no requests, and no script but ours, which is no module and no global", () =>
  withServer(async ({ place: { port } }) => {
    const ours = `Host: 127.0.0.1:${port}`;
    const frame = await answerTo(port, "/frame", [ours]);
    const policy = /content-security-policy: (.*)\r/i.exec(frame)![1];
    assertEquals(policy.split("; ").slice(0, 4), [
      ...["sandbox allow-scripts", "default-src 'none'"],
      ...[
        `script-src http://127.0.0.1:${port}/frame.js https://127.0.0.1:${port}/frame.js`,
        "style-src 'unsafe-inline'",
      ],
    ]);
    assert(!frame.includes(TOKEN) && frame.includes("prefers-color-scheme:dark"));
    const script = await answerTo(port, "/frame.js", [ours, "Origin: null"]);
    assertEquals(script.match(/^(?:import|export) .*$/gm), null);
    const size = new Blob([script.slice(script.indexOf("\r\n\r\n"))]).stream().pipeThrough(
      new CompressionStream("gzip"),
    );
    assert((await new Response(size).bytes()).length < 350_000);
  }));

Deno.test("the page can also be opened by the names that the server was given, and by no others", () =>
  withServer(async ({ place: { port } }) => {
    assertEquals(statusOf(await answerTo(port, "/", ["Host: ada-4000.example.dev"])), 200);
    assertEquals(statusOf(await answerTo(port, "/", ["Host: bob-4000.example.dev"])), 403);
  }, ["ada-4000.example.dev"]));

Deno.test("a socket gets nothing before it has sent the token, and is closed if that is wrong", () =>
  withServer(async ({ place: { port }, send }, asked) => {
    const page = openSocket(port);
    await page.opened;
    send({ score: "<p>2 of 2</p>" });
    page.socket.send('{"do":"run"}');
    assertEquals(await page.closed, 4001);
    assertEquals([page.messages, asked], [[], []]);
  }));

Deno.test("a socket of another page is not opened", () =>
  withServer(async ({ place: { port } }) => {
    const page = openSocket(port, "http://evil.example");
    assertEquals(await page.opened, false);
    await page.closed;
  }));

Deno.test("a socket with the token gets all sections at once, then each change, and its requests arrive", () =>
  withServer(async ({ place: { port }, send }, asked) => {
    const page = openSocket(port);
    await page.opened;
    let next = page.message();
    page.socket.send(TOKEN);
    await next;
    next = page.message();
    send({ score: "<p>2 of 2</p>" });
    await next;
    assertEquals(page.messages.map((text) => JSON.parse(text).score), ["<p>1 of 2</p>", "<p>2 of 2</p>"]);
    for (
      const text of ["", "{", "[]", "null", "1", '{"do":1}', '{"do":"run","about":{}}', `{"do":"${"x".repeat(2000)}"}`]
    ) {
      page.socket.send(text);
    }
    page.socket.send('{"do":"lesson","about":"04","more":1}');
    next = page.message();
    send({}); // comes after the requests
    await next;
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    assertEquals(asked, [{ do: "lesson", about: "04" }]);
    page.socket.close();
    await page.closed;
  }));

Deno.test("twelve pages get the same, and a server that is started again has the same address", async () => {
  let place = { port: 0, token: TOKEN };
  for (let start = 0; start < 2; start++) {
    const server = servePage({ place, current: () => ({ map: `${start}` }), onAsked: () => {} });
    if (start === 1) assertEquals(server.place.port, place.port);
    place = server.place;
    const pages = Array.from({ length: 12 }, () => openSocket(place.port));
    await Promise.all(pages.map(async (page) => {
      await page.opened;
      const message = page.message();
      page.socket.send(TOKEN);
      await message;
    }));
    assertEquals(pages.map(({ messages }) => messages), Array(12).fill([`{"map":"${start}"}`]));
    await server.close();
    await Promise.all(pages.map(({ closed }) => closed));
  }
});

Deno.test("a server takes another port if its own is taken", () =>
  withServer(async ({ place }) => {
    const other = servePage({ place, current: () => ({}), onAsked: () => {} });
    assert(other.place.port !== place.port);
    await other.close();
  }));
