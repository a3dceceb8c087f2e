/**
 * Fetches the packages that are missing on this machine.
 * @module
 */
import { dirname, join } from "node:path";
import { sha256 } from "../../base/sha256.ts";
import { root } from "../../base/root.ts";
import { showLive } from "../../base/live_line.ts";
import { writeAtomically } from "../../base/write.ts";
import { LOCK, missingPackages, neededPackages, packageFolder } from "./missing.ts";
import { remedy, withoutThem } from "./remedy.ts";

/** Where Deno looks for the lock file, as `deno.json` says, when somebody starts a program by hand. */
const LOCK_IN_USE = join(root, ".cache", "deno.lock");

/** The name of our own folder among the packages' folders. No package has such a name. */
const OURS = ".downhill";

/** Programs that together import every package. */
const PROGRAMS = [
  "kit/judge/sandbox/host.ts",
  "kit/show/terminal/brief.ts",
  "kit/learn/plot/parts/png_program.ts",
  "kit/grade/submissions/archives/archive_program.ts",
];

/** The packages' names in messages to learners. */
const WHAT = "TensorFlow.js and Vega";

/** The time between two counts of the packages that have arrived, in milliseconds. */
const LOOK_MS = 200;

/**
 * How long to wait for another process that is fetching packages, in milliseconds. That process may hang because of the
 * network.
 */
const LONGEST_WAIT_MS = 60_000;

/** The number of packages, and their size. */
export interface Packages {
  /** The number of packages. */
  packages: number;
  /** The size of all of them, in MB. */
  megabytes: number;
}

/**
 * Fetches the missing packages and reports its progress on standard error: in a terminal with a live line, elsewhere
 * with a line at the beginning and one at the end. If it is interrupted, the packages that have arrived are kept. If
 * several processes call it at the same time, one fetches and the others wait.
 * @throws {Error} If the packages cannot be fetched, with one sentence that says why.
 */
export async function fetchPackages(): Promise<void> {
  const { folder, lock, packages } = await whatIsNeeded();
  const countMissing = () => missingPackages(folder, packages).length;
  if (countMissing() > 0) {
    const progress = counter(folder, packages);
    const isTerminal = Deno.stderr.isTerminal();
    if (!isTerminal) console.error(`Fetching ${WHAT} (only once): ${await progress()} so far …`);
    const { promise, resolve } = Promise.withResolvers<void>();
    const watching = isTerminal ? watch(progress, promise) : undefined;
    const turn = await takeTurn(folder);
    const problem = countMissing() > 0 ? await cache() : ""; // another process may have fetched them by now
    turn?.close();
    resolve();
    await watching;
    if (countMissing() > 0) {
      const [first] = problem.split("\n");
      throw new Error(
        `${countMissing()} of ${packages.length} packages could not be fetched (${first || "Deno left them out"}): ` +
          `${remedy(problem)}, then run deno task prepare. ${await withoutThem(folder)}`,
      );
    }
    console.error(`Fetched ${WHAT}: ${await progress()}.`);
  }
  await keepLock(lock, folder);
}

/** Measures the packages on this machine. This takes a moment, because they consist of thousands of files. */
export async function measurePackages(): Promise<Packages> {
  const { folder, packages } = await whatIsNeeded();
  const sizes = await Promise.all(packages.map((path) => folderSize(join(folder, path))));
  return { packages: packages.length, megabytes: megabytesOf(sizes) };
}

async function whatIsNeeded(): Promise<{ folder: string; lock: string; packages: string[] }> {
  const folder = packageFolder();
  if (folder === null) throw new Error("Neither HOME nor DENO_DIR says where Deno keeps its packages: set one.");
  const lock = await Deno.readTextFile(LOCK);
  return { folder, lock, packages: neededPackages(lock) };
}

/** Returns a function that says how many of `packages` have arrived, and their size. Each is measured only once. */
function counter(folder: string, packages: readonly string[]): () => Promise<string> {
  const sizes = new Map<string, number>();
  return async () => {
    const here = new Set(packages).difference(new Set(missingPackages(folder, packages)));
    for (const path of here) if (!sizes.has(path)) sizes.set(path, await folderSize(join(folder, path)));
    return `${sizes.size} of ${packages.length} packages, ${megabytesOf(sizes.values())} MB`;
  };
}

/**
 * Waits until no other process fetches into `folder`, and then locks a file there. The lock is released when the file
 * is closed or this process ends. Returns undefined if the wait was too long, or if the folder is read-only: in that
 * case, fetching fails with a message.
 */
async function takeTurn(folder: string): Promise<Deno.FsFile | undefined> {
  try {
    await Deno.mkdir(join(folder, OURS), { recursive: true });
    const file = await Deno.open(join(folder, OURS, "turn"), { create: true, write: true });
    const tooLong = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
    return await Promise.race([file.lock(true).then(() => file), tooLong]) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Lets Deno fetch all packages of the lock file, without any output. Returns what went wrong, or "". */
async function cache(): Promise<string> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["cache", "--quiet", "--frozen", `--config=${join(root, "deno.json")}`, `--lock=${LOCK}`, ...PROGRAMS],
    cwd: root,
    env: { NO_COLOR: "1" },
    stdin: "null",
  }).output();
  return success ? "" : new TextDecoder().decode(stderr).trim().replace(/^error: /, "");
}

/** Shows `progress` in a live line until `done`. Deno fetches all packages at once, so the first may take a while. */
async function watch(progress: () => Promise<string>, done: Promise<void>): Promise<void> {
  const start = performance.now();
  let isDone = false;
  done.then(() => isDone = true);
  while (!isDone) {
    const seconds = Math.round((performance.now() - start) / 1000);
    showLive(`  Fetching ${WHAT} (only once): ${await progress()}, ${seconds} s`);
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, LOOK_MS))]);
  }
  showLive("");
}

/**
 * Ensures that programs started by hand use the versions in the lock file from now on. If Deno finds a lock file, it
 * fetches all packages in it before any task begins. So the lock file is stored among the packages, and Deno finds only
 * a link to it. If the packages are deleted, or the course is copied to another machine, the link is broken, and the
 * first task can start quickly again. Where links are not possible, as on Windows, the file is copied; if the folder is
 * read-only, there is no lock file.
 */
async function keepLock(lock: string, folder: string): Promise<void> {
  const kept = await Deno.readTextFile(LOCK_IN_USE).catch(() => "");
  if (kept === lock) return;
  const original = join(folder, OURS, `${sha256(lock)}.lock`); // another course may need other packages
  const link = `${LOCK_IN_USE}-${crypto.randomUUID()}.tmp`;
  try {
    await writeAtomically(original, lock);
    await Deno.mkdir(dirname(link), { recursive: true });
    await Deno.symlink(original, link);
    await Deno.rename(link, LOCK_IN_USE);
  } catch {
    await writeAtomically(LOCK_IN_USE, lock).catch(() => {});
  }
}

async function folderSize(folder: string): Promise<number> {
  let bytes = 0;
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    bytes += isDirectory ? await folderSize(path) : (await Deno.lstat(path)).size;
  }
  return bytes;
}

function megabytesOf(sizes: Iterable<number>): number {
  return Math.round([...sizes].reduce((sum, bytes) => sum + bytes, 0) / 1e6);
}
