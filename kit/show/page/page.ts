/**
 * `--page`: shows a lesson in the browser while it is watched.
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { writePrivately } from "../../base/write.ts";
import { openInViewer } from "../command/open_in_viewer.ts";
import { findEditor, ownCommand } from "./editor.ts";
import { recallPlace, rememberPlace } from "./place.ts";
import { type Asked, type ServeOptions, servePage } from "./serve.ts";
import { PageView } from "./view.ts";

/** A page that is open, and how to end it. */
export interface OpenPage {
  /** Shows the lesson. */
  view: PageView;
  /** The address, with the token behind the #, which a browser sends to nobody. */
  address: string;
  /** Called when a page asks for something. */
  onAsked: (asked: Asked) => void;
  /** Opens a file in the editor, at a line. */
  edit(path: string, line?: number): Promise<void>;
  /** Ends the server. */
  close(): Promise<void>;
}

/** How the page is shown. */
export interface PageOptions {
  /** Another name under which the page is opened, with its port if it has one: that of a port forwarded by a service. */
  host?: string;
  /** Whether everything is large, for a projector. */
  isLarge: boolean;
}

/**
 * Starts the page's server.
 * @throws {UsageError} If the address cannot be remembered, because its file cannot be written.
 */
export async function openPage({ host, isLarge }: PageOptions): Promise<OpenPage> {
  const found = await findEditor();
  const editor = host === undefined ? found : undefined; // elsewhere, there may be no screen
  const editing = { editor: editor?.name, command: found?.command ?? ownCommand() };
  const view = new PageView((sections) => server.send(sections), editing);
  view.sections.size = isLarge ? "large" : "usual";
  const onAsked: ServeOptions["onAsked"] = (asked, reply) => {
    if (asked.do === "look") reply(view.past(asked.about ?? "") ?? {});
    else if (asked.do === "help") void view.help().then(reply);
    else page.onAsked(asked);
  };
  const names = host === undefined ? [] : [host];
  const server = servePage({ place: await recallPlace(), names, current: () => view.sections, onAsked });
  const { port, token } = server.place;
  const page: OpenPage = {
    view,
    address: `${host === undefined ? `http://127.0.0.1:${port}` : `https://${host}`}/#${token}`,
    onAsked: () => {},
    edit: async (path, line) => await editor?.open(path, line),
    close: () => server.close(),
  };
  await rememberPlace(server.place);
  if (Deno.stdout.isTerminal() && host === undefined) void openInBrowser(page.address).catch(() => {}); // the terminal shows the address
  return page;
}

/**
 * Opens the page in the system's browser. Everybody on this machine can see
 * the words of a command, so the command names only a file that leads to the address, and that only the user can read.
 */
async function openInBrowser(address: string): Promise<void> {
  const file = join(root, ".cache", "page.html");
  await writePrivately(
    file,
    `<!doctype html><title>Downhill</title><meta http-equiv="refresh" content="0; url=${address}">\n`,
  );
  await openInViewer(file);
}
