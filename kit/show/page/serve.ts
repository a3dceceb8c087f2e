/**
 * The page's server: on this machine only, for our own page only. It answers with a few files that contain no data; all
 * data go through a WebSocket, whose first message must be the token.
 * @module
 */
import { COLOUR_RULES } from "../../grade/reports/html/document.ts";
import { styleSheet } from "../../learn/plot/parts/style_sheet.ts";
import { frameScript } from "./chart/frame_script.ts";
import { isToken, refusal } from "./gate.ts";
import type { Place } from "./place.ts";

/** What a page shows: HTML by the name of its section. */
export type Sections = Record<string, string>;

/** What a reader of the page asks for. */
export interface Asked {
  /** The name of the action. */
  do: string;
  /** What it is about: the id of a lesson, the number of a save. */
  about?: string;
}

/** What a server needs. */
export interface ServeOptions {
  /** The port to begin with, and the token. */
  place: Place;
  /** Other names under which the page may be opened: that of a forwarded port in a Codespace. */
  names?: readonly string[];
  /** All sections, for a page that has just been opened. */
  current: () => Sections;
  /**
   * Called when a page asks for something. The request is only text: what it means is decided there. `reply` sends
   * sections only to the page that asked.
   */
  onAsked: (asked: Asked, reply: (sections: Sections) => void) => void;
}

/** A running server. */
export interface PageServer {
  /** Where it listens, and its token. */
  place: Place;
  /** Sends changed sections to all pages. */
  send(sections: Sections): void;
  /** Ends the server. */
  close(): Promise<void>;
}

/** How many sockets may be open at once, and how long one may wait before it sends the token, in milliseconds. */
const MOST_SOCKETS = 50;
const TOKEN_MS = 5000;

/** The longest message of a page, in characters: its requests are short. */
const LONGEST_MESSAGE = 1000;

/** How much may wait to be sent to a page, in bytes. A page that reads no longer is closed, or it would fill the memory. */
const MOST_WAITING = 2 ** 24;

/** The page's files, with their types. Nothing else can be read, whatever a request names. */
const FILES: Readonly<Record<string, [text: () => Promise<string>, type: string]>> = {
  "/": [() => clientFile("page.html"), "text/html; charset=utf-8"],
  "/page.css": [async () => COLOUR_RULES + await clientFile("page.css"), "text/css; charset=utf-8"],
  "/page.js": [() => clientFile("page.js"), "text/javascript; charset=utf-8"],
  "/icon.svg": [() => clientFile("icon.svg"), "image/svg+xml"],
  "/frame": [frameHtml, "text/html; charset=utf-8"],
  "/frame.js": [frameScript, "text/javascript; charset=utf-8"],
};

/** What every answer tells the browser. */
const HEADERS = {
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
};

/** The policy of the page. The only frame is ours, so a chart cannot navigate its frame to another address. */
function pagePolicy(host: string): string {
  return [
    ...["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"],
    `frame-src http://${host}/frame https://${host}/frame`,
    ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
  ].join("; ");
}

/** The policy of the frame with a chart: no origin, no requests, and no script but ours. */
function framePolicy(host: string): string {
  return [
    ...["sandbox allow-scripts", "default-src 'none'", `script-src http://${host}/frame.js https://${host}/frame.js`],
    ...["style-src 'unsafe-inline'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'self'"],
  ].join("; ");
}

/**
 * Starts the server on the remembered port, or on any other if that one is taken.
 * @throws {Error} If no port is free.
 */
export function servePage({ place, names = [], current, onAsked }: ServeOptions): PageServer {
  const pages = new Set<WebSocket>();
  let sockets = 0;
  let hosts: string[] = [];
  const server = listen(place.port, (request) => {
    const { pathname } = new URL(request.url);
    const why = refusal(request, hosts, pathname === "/frame.js");
    if (why) return inWords(403, why);
    if (pathname === "/socket" && request.headers.get("upgrade")?.toLowerCase() === "websocket") {
      return sockets < MOST_SOCKETS ? openSocket(request) : inWords(503, "Too many pages.");
    }
    return Object.hasOwn(FILES, pathname) ? fileAt(pathname, request.headers.get("host")!) : inWords(404, "Not found.");
  });
  const { port } = server.addr as Deno.NetAddr;
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`, ...names];

  function openSocket(request: Request): Response {
    let upgraded: Deno.WebSocketUpgrade;
    try {
      upgraded = Deno.upgradeWebSocket(request);
    } catch {
      return inWords(400, "This is not a complete request for a WebSocket.");
    }
    const { socket, response } = upgraded;
    sockets++;
    const wait = setTimeout(() => socket.close(4001, "no token"), TOKEN_MS);
    socket.onmessage = ({ data }) => {
      if (pages.has(socket)) {
        const asked = parseAsked(data);
        if (asked) {
          onAsked(asked, (sections) => socket.readyState === WebSocket.OPEN && socket.send(JSON.stringify(sections)));
        }
      } else if (isToken(data, place.token)) {
        clearTimeout(wait);
        pages.add(socket);
        socket.send(JSON.stringify(current()));
      } else socket.close(4001, "wrong token");
    };
    socket.onclose = () => {
      sockets--;
      clearTimeout(wait);
      pages.delete(socket);
    };
    return response;
  }

  return {
    place: { port, token: place.token },
    send(sections) {
      const text = JSON.stringify(sections);
      for (const socket of pages) {
        if (socket.bufferedAmount > MOST_WAITING) {
          pages.delete(socket);
          socket.close();
        } else if (socket.readyState === WebSocket.OPEN) socket.send(text);
      }
    },
    async close() {
      for (const socket of pages) socket.close(1001, "ended");
      await server.shutdown();
    },
  };
}

/** Listens on `port`, or on any other if that one is taken. */
function listen(port: number, handler: (request: Request) => Response | Promise<Response>): Deno.HttpServer {
  const start = (port: number) =>
    Deno.serve(
      {
        port,
        hostname: "127.0.0.1",
        onListen: () => {},
        onError: () => inWords(500, "A file of the page is missing."),
      },
      handler,
    );
  try {
    return start(port);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse) && !(error instanceof Deno.errors.PermissionDenied)) throw error;
    return start(0);
  }
}

/** An answer that is not a file of the page. */
function inWords(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers: HEADERS });
}

async function fileAt(pathname: string, host: string): Promise<Response> {
  const [text, type] = FILES[pathname];
  const headers = {
    ...HEADERS,
    "content-type": type,
    "content-security-policy": pathname === "/frame" ? framePolicy(host) : pagePolicy(host),
    // the frame has no origin, so its script comes from another one
    ...pathname === "/frame.js" ? { "cross-origin-resource-policy": "cross-origin" } : {},
  };
  return new Response(await text(), { headers });
}

function clientFile(name: string): Promise<string> {
  return Deno.readTextFile(new URL(`./client/${name}`, import.meta.url));
}

/** The frame, with the style sheet of all pictures, which has their colours for dark pages. */
async function frameHtml(): Promise<string> {
  return (await clientFile("frame.html")).replace("STYLE", () => styleSheet());
}

/** What a page asks for; undefined if it is nothing that our page sends. */
function parseAsked(data: unknown): Asked | undefined {
  if (typeof data !== "string" || data.length > LONGEST_MESSAGE) return undefined;
  try {
    const { do: what, about } = JSON.parse(data);
    if (typeof what !== "string" || about !== undefined && typeof about !== "string") return undefined;
    return about === undefined ? { do: what } : { do: what, about };
  } catch {
    return undefined;
  }
}
