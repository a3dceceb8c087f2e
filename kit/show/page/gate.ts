/**
 * Decides who may talk to the page's server. Any web site that the learner visits can send requests to it, because it
 * listens on the learner's own machine; only our page may be answered.
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";

/** A request, as far as the gate reads it. */
type Asked = Pick<Request, "method" | "headers">;

/**
 * Why a request is refused, in a sentence; undefined if it may go on. It comes before everything else, so no address is
 * answered without it. The Host must be one of `hosts`, or else a site whose name leads to this machine could read our
 * answers. A browser names the Origin of a WebSocket and of every POST; a page of another origin is refused.
 * @param hosts The names under which the page is opened, with their ports: "127.0.0.1:4000".
 * @param isForFrame Whether the frame of a chart needs the answer. The frame has no origin, and says so: "null".
 */
export function refusal(
  { method, headers }: Asked,
  hosts: readonly string[],
  isForFrame = false,
): string | undefined {
  const host = headers.get("host") ?? "";
  if (!hosts.includes(host)) return "This host is unknown here: use the address that the terminal shows.";
  if (method !== "GET") return "Only GET is answered here.";
  const origin = headers.get("origin");
  const isSocket = headers.get("upgrade") !== null;
  if (isForFrame && origin === "null" && !isSocket) return undefined;
  if (origin === null) return isSocket ? "A WebSocket needs an Origin." : undefined;
  return hosts.some((name) => origin === `http://${name}` || origin === `https://${name}`)
    ? undefined
    : "This page is not ours: open the address that the terminal shows.";
}

/** Whether `given` is the secret token. The time that this takes depends on neither of them. */
export function isToken(given: unknown, token: string): boolean {
  if (typeof given !== "string") return false;
  const [a, b] = [given, token].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(a, b);
}
