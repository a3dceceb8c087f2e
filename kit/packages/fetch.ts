/**
 * Fetches the packages that are not on this machine yet.
 * @module
 */
import { join } from "node:path";
import { root } from "../root.ts";
import { syllabus } from "../syllabus.ts";
import { showLive } from "../terminal/live_line.ts";
import { writeAtomically } from "../write.ts";
import { LOCK, missingFrom, neededPackages, packageFolder } from "./missing.ts";

/** Where Deno looks for the lock file when somebody starts a program by hand, as `deno.json` says. */
const LOCK_IN_USE = join(root, ".cache", "deno.lock");

/** Programs that together import every package. */
const PROGRAMS = ["kit/sandbox/host.ts", "kit/terminal/brief.ts", "kit/plot/png_program.ts"];

/** What they are for, in a word that a learner may know. */
const WHAT = "TensorFlow.js and Vega";

/** From one look at what has come to the next, in milliseconds. */
const LOOK_MS = 200;

/** How many packages there are, and their size. */
export interface Packages {
  /** The number of packages. */
  packages: number;
  /** The size of all of them, in MB. */
  megabytes: number;
}

/**
 * Fetches what is missing, and says so on standard error: in a terminal with a live line, elsewhere with a line at the
 * beginning and one at the end. What has come stays if it is interrupted.
 * @throws {Error} In one sentence, if it cannot be had.
 */
export async function fetchPackages(): Promise<void> {
  const { folder, lock, packages } = await whatIsNeeded();
  const countMissing = () => missingFrom(folder, packages).length;
  if (countMissing() > 0) {
    const progress = counter(folder, packages);
    const isTerminal = Deno.stderr.isTerminal();
    if (!isTerminal) console.error(`Fetching ${WHAT}, this once: ${await progress()} are here …`);
    const { promise, resolve } = Promise.withResolvers<void>();
    const watching = isTerminal ? watch(progress, promise) : undefined;
    const problem = await cache();
    resolve();
    await watching;
    if (countMissing() > 0) throw new Error(sentence(countMissing(), packages.length, problem));
    console.error(`Fetched ${WHAT}: ${await progress()}.`);
  }
  await keepLock(lock);
}

/** Measures the packages that are here: a moment's work, for they are thousands of files. */
export async function measurePackages(): Promise<Packages> {
  const { folder, packages } = await whatIsNeeded();
  const sizes = await Promise.all(packages.map((path) => sizeOf(join(folder, path))));
  return { packages: packages.length, megabytes: megabytesOf(sizes) };
}

async function whatIsNeeded(): Promise<{ folder: string; lock: string; packages: string[] }> {
  const folder = packageFolder();
  if (folder === null) throw new Error("Neither HOME nor DENO_DIR says where Deno keeps its packages: set one.");
  const lock = await Deno.readTextFile(LOCK);
  return { folder, lock, packages: neededPackages(lock) };
}

/** Says how many of `packages` are here, and their size; each is measured once, when it has come. */
function counter(folder: string, packages: readonly string[]): () => Promise<string> {
  const sizes = new Map<string, number>();
  return async () => {
    const here = new Set(packages).difference(new Set(missingFrom(folder, packages)));
    for (const path of here) if (!sizes.has(path)) sizes.set(path, await sizeOf(join(folder, path)));
    return `${sizes.size} of ${packages.length} packages, ${megabytesOf(sizes.values())} MB`;
  };
}

/** Has Deno fetch all packages of the lock file. It says nothing meanwhile; returns what went wrong. */
async function cache(): Promise<string> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--frozen", `--config=${join(root, "deno.json")}`, `--lock=${LOCK}`, ...PROGRAMS],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return success ? "" : new TextDecoder().decode(stderr).trim().split("\n")[0].replace(/^error: /, "");
}

/** Shows `progress` in the live line until `done`. */
async function watch(progress: () => Promise<string>, done: Promise<void>): Promise<void> {
  let isDone = false;
  done.then(() => isDone = true);
  while (!isDone) {
    showLive(`  Fetching ${WHAT}, this once: ${await progress()}`);
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
  }
  showLive("");
}

function sentence(left: number, all: number, problem: string): string {
  const light = syllabus.filter(({ device }) => device === null).map(({ id }) => id.slice(0, 2)).join(", ");
  return `${left} of ${all} packages could not be fetched (${
    problem || "Deno left them out"
  }): check the network, then ` +
    `deno task prepare. Lessons ${light} work without them.`;
}

/** Whoever starts a program by hand gets these versions from now on. A folder in which nobody can write has none. */
async function keepLock(lock: string): Promise<void> {
  const kept = await Deno.readTextFile(LOCK_IN_USE).catch(() => "");
  if (kept !== lock) await writeAtomically(LOCK_IN_USE, lock).catch(() => {});
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    bytes += isDirectory ? await sizeOf(path) : (await Deno.lstat(path)).size;
  }
  return bytes;
}

function megabytesOf(sizes: Iterable<number>): number {
  return Math.round([...sizes].reduce((sum, bytes) => sum + bytes, 0) / 1e6);
}
