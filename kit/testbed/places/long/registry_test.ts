/**
 * Tests that packages can be downloaded from a mirror of npm's registry on this machine, and that lessons can be judged
 * with them.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { courseCopy } from "../../course_copy.ts";
import { assertJudges, LESSON, type Place, runCommand, skippedUnless } from "../place.ts";

/** The registry that npm uses on this machine. */
const REGISTRY = await runCommand(["npm", "config", "get", "registry"], ".")
  .then(({ stdout }) => stdout.trim().replace(/\/*$/, "/"), () => "");

const isReachable = await fetch(`${REGISTRY}marked`).then((response) => response.body!.cancel().then(() => response.ok))
  .catch(() => false);

const canSign = await runCommand(["openssl", "version"], ".").then(({ code }) => code === 0, () => false);

const course = await courseCopy(LESSON);
addEventListener("unload", () => course.remove());

Deno.test({
  name: "packages come from a mirror that NPM_CONFIG_REGISTRY names, and the lock file does not change",
  ...skippedUnless(isReachable, "a mirror, because there is no registry to mirror"),
  fn: async () => {
    const lock = await course.read("deno.lock");
    await withMirror({}, (address) => ({ env: { NPM_CONFIG_REGISTRY: address } }));
    assertEquals(await course.read("deno.lock"), lock);
  },
});

Deno.test({
  name: "packages come from a mirror that can be reached only through a proxy",
  ...skippedUnless(isReachable, "a mirror behind a proxy, because there is no registry to mirror"),
  fn: () =>
    withMirror({ name: "http://npm.invalid/mirror/" }, (address) => {
      return { env: { NPM_CONFIG_REGISTRY: "http://npm.invalid/mirror/", HTTP_PROXY: address } };
    }),
});

Deno.test({
  name: "packages come from a mirror whose certificate DENO_CERT names",
  ...skippedUnless(isReachable && canSign, "a mirror with a certificate, because openssl or a registry is missing"),
  fn: async () => {
    const folder = await Deno.makeTempDir({ prefix: "downhill-" });
    try {
      const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
      const names = [
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost",
        "-addext",
        "basicConstraints=CA:FALSE",
      ];
      const files = ["-keyout", key, "-out", cert, "-days", "2", "-nodes"];
      const { code, stderr } = await runCommand(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", ...files, ...names],
        folder,
      );
      assertEquals(code, 0, stderr);
      const tls = { key: await Deno.readTextFile(key), cert: await Deno.readTextFile(cert) };
      await withMirror({ tls }, (address) => ({ env: { NPM_CONFIG_REGISTRY: address, DENO_CERT: cert } }));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Judges a lesson with an empty cache and a mirror, whose address Deno gets from `place`. */
async function withMirror(
  { tls, name }: {
    /** The mirror's key and certificate; without them, it uses HTTP. */
    tls?: { key: string; cert: string };
    /** The address for requests, if it is not the one at which the mirror listens: the mirror is then a proxy. */
    name?: string;
  },
  place: (address: string) => Place,
): Promise<void> {
  let asked = 0;
  const options = { hostname: "localhost", port: 0, onListen() {}, ...tls };
  await using server = Deno.serve(options, async (request): Promise<Response> => {
    asked++;
    const { pathname, search } = new URL(request.url);
    const own = name ?? address;
    const path = pathname.slice(new URL(own).pathname.length);
    const accept = request.headers.get("accept") ?? "*/*";
    const response = await fetch(REGISTRY + path + search, { headers: { accept } });
    const type = response.headers.get("content-type") ?? "";
    const { status } = response;
    if (!type.includes("json")) return new Response(response.body, { status, headers: { "content-type": type } });
    const text = (await response.text()).replaceAll(REGISTRY, own); // the addresses of the packages' files
    return new Response(text, { status, headers: { "content-type": type } });
  });
  const address: string = `${tls ? "https" : "http"}://localhost:${server.addr.port}/`;
  const cache = await Deno.makeTempDir({ prefix: "downhill-" });
  try {
    const { env } = place(address);
    const first = await runCommand([Deno.execPath(), "task", "--quiet", "prepare"], course.folder, {
      ...env,
      DENO_DIR: cache,
    });
    assertEquals(first.code, 0, first.stderr);
    assert(asked > 10, `The mirror got only ${asked} requests.`);
    await assertJudges(course, { env: { ...env, DENO_DIR: cache } });
  } finally {
    await Deno.remove(cache, { recursive: true });
  }
}
