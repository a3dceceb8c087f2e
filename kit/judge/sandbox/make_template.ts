/**
 * Makes the template of a lesson's private cache: lets the program that runs all lessons run the course's own practice
 * lesson, and closes the databases in the cache.
 *
 *     deno run -A make_template.ts
 *
 * @module
 */
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { course } from "../../../syllabus.ts";
import { installedPackages } from "../../base/installed_packages.ts";
import { root } from "../../base/root.ts";
import { hostArguments } from "./process.ts";
import { names, STAMP, type Stamp, TEMPLATES, versionsWith } from "./walls/template.ts";

/** The age in milliseconds from which a draft counts as abandoned. */
const ABANDONED_MS = 120_000;

/** The time in milliseconds after which a run is cancelled. */
const MOST_MS = 60_000;

/** The number of templates that are kept: another process may still read the second newest one. */
const KEPT = 2;

/**
 * The devices to run on, and whether every machine has them. A run on wasm also loads everything that the cpu needs.
 */
const DEVICES = [{ name: "wasm", isThere: true }, { name: "webgpu", isThere: false }] as const;

if (import.meta.main) await makeTemplate();

async function makeTemplate(): Promise<void> {
  const npm = installedPackages()?.folder;
  if (npm === undefined) return;
  const draft = join(TEMPLATES, "draft");
  if (!begin(draft)) return;
  try {
    Deno.symlinkSync(npm, join(draft, "npm"), { type: "junction" });
    for (const { name, isThere } of DEVICES) {
      if (!await practise(draft, name) && isThere) throw new Error("The practice did not draw its picture.");
    }
    const stamp: Stamp = {
      madeFor: versionsWith(npm),
      root,
      npm: Deno.realPathSync(npm),
      databases: [],
      compiled: compiledIn(draft),
    };
    for (const { name } of Deno.readDirSync(draft)) {
      if (!/_cache_v\d+$/.test(name)) continue;
      close(join(draft, name));
      stamp.databases.push(name);
    }
    Deno.removeSync(join(draft, "npm"));
    Deno.writeTextFileSync(join(draft, STAMP), JSON.stringify(stamp));
    Deno.renameSync(draft, join(TEMPLATES, String(Date.now())));
    for (const name of names().slice(0, -KEPT)) Deno.removeSync(join(TEMPLATES, name), { recursive: true });
  } catch {
    Deno.removeSync(draft, { recursive: true });
  }
}

/** Claims the draft. Returns false if another process is making a draft. */
function begin(draft: string): boolean {
  Deno.mkdirSync(TEMPLATES, { recursive: true });
  try {
    Deno.mkdirSync(draft);
    return true;
  } catch {
    const began = Deno.statSync(draft).mtime?.getTime() ?? 0;
    if (Date.now() - began < ABANDONED_MS) return false;
    Deno.removeSync(draft, { recursive: true });
    return begin(draft);
  }
}

/**
 * Lets the host load the practice lesson, draw its picture and end. The host needs no walls here, because it runs only
 * our code.
 * @returns Whether the host has drawn the picture.
 */
async function practise(folder: string, device: (typeof DEVICES)[number]["name"]): Promise<boolean> {
  const url = new URL("./practice.ts", import.meta.url).href;
  const host = new Deno.Command(Deno.execPath(), {
    args: hostArguments([fileURLToPath(url)]),
    env: { DENO_DIR: folder, NO_COLOR: "1" },
    ...{ stdin: "piped", stdout: "piped", stderr: "null", signal: AbortSignal.timeout(MOST_MS) },
  }).spawn();
  const writer = host.stdin.getWriter();
  const packages = Object.keys(course.packages);
  const greeting = { mark: "00".repeat(16), lesson: url, device, packages, data: null, measured: [] };
  const requests = [{ id: "load", kind: "load", lesson: url }, { id: "picture", kind: "picture" }];
  for (const line of [greeting, ...requests]) await writer.write(new TextEncoder().encode(JSON.stringify(line) + "\n"));
  // Wait for the last answer, or for a failure such as a missing device: the host ends when its standard input ends.
  let text = "";
  for await (const chunk of host.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (/"id":"picture"|"kind":"failure"/.test(text)) break;
  }
  await writer.close().catch(() => {}); // the host may have ended on its own
  await host.status;
  return text.includes('"id":"picture","kind":"value"');
}

/** The folder, relative to `draft`, in which Deno put the compiled mod.ts. Only Deno knows the path. */
function compiledIn(draft: string): string {
  const waiting = ["gen"];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const { name, isDirectory } of Deno.readDirSync(join(draft, folder))) {
      if (name === "mod.ts.js") return folder;
      if (isDirectory && name !== "kit") waiting.push(join(folder, name));
    }
  }
  throw new Error("Deno did not keep what it compiled.");
}

/** Moves a whole database into one file, so that a copy of that file is a copy of the database. */
function close(path: string): void {
  const database = new DatabaseSync(path);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}
