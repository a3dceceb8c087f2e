/**
 * Says which Deno is needed if the running one is too old. An old Deno cannot read all of our files, and a file that it
 * cannot read cannot print a message. So this file imports nothing and runs first: as a program of its own in each
 * `deno task`, before any package is downloaded, and through an import before `deferred_tensorflow.ts`, which an old
 * Deno cannot read.
 * @module
 */

/** The first version with `import defer`. */
const OLDEST_MINOR = 8;

/** Deno's test runner collects what is printed, and needs a moment to show it, in milliseconds. */
const SHOWN_MS = 1000;

const [major, minor] = Deno.version.deno.split(".").map(Number);

/** Whether this is the oldest Deno that the course supports, for code that must differ there. */
export const isOldestDeno: boolean = major === 2 && minor === OLDEST_MINOR;

if (major < 2 || major === 2 && minor < OLDEST_MINOR) {
  console.error(
    `Downhill needs Deno 2.${OLDEST_MINOR} or newer, and this is ${Deno.version.deno}: run deno upgrade, ` +
      "or write npx -y deno@2 instead of deno.",
  );
  if (!import.meta.main) await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
  Deno.exit(2);
}
