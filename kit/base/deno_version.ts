/**
 * Says which Deno is needed if the running one is too old. An old Deno cannot parse all of our files, and a file that
 * cannot be parsed cannot print a message. So this file imports nothing and runs first: as a separate program in each
 * `deno task`, before any package is downloaded, and through an import before `deferred_tensorflow.ts`, which an old
 * Deno cannot parse.
 * @module
 */

/** The first version with `import defer`. */
const OLDEST_MINOR = 8;

/** How long to wait before the exit, in milliseconds: Deno's test runner needs a moment to show what was printed. */
const SHOWN_MS = 1000;

const [major, minor] = Deno.version.deno.split(".").map(Number);

/** Whether this is the oldest Deno that the course supports; some code must handle it differently. */
export const isOldestDeno: boolean = major === 2 && minor === OLDEST_MINOR;

if (major < 2 || major === 2 && minor < OLDEST_MINOR) {
  console.error(
    `Downhill needs Deno 2.${OLDEST_MINOR} or newer, and this is ${Deno.version.deno}: run deno upgrade, ` +
      "or write npx -y deno@2 instead of deno.",
  );
  if (!import.meta.main) await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
  Deno.exit(2);
}
