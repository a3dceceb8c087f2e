/**
 * What a lesson may import: the names that the course gives it, and nothing else. Permissions are not enough for that:
 * Deno's own modules (node:fs, node:v8 …), data: addresses and installed packages need none.
 * @module
 */
import { registerHooks } from "node:module";

/** What every lesson may import. */
const COURSE = ["downhill", "@tensorflow/tfjs"];

/** Files below here are ours. */
const KIT = new URL("../", import.meta.url).href;
const DICTIONARY = new URL("../../mod.ts", import.meta.url).href;

/** So are the packages, below here: the folder of Deno's cache, or a node_modules. */
const INSTALLED = /^file:.*?\/(?:registry\.npmjs\.org|node_modules)\//.exec(import.meta.resolve("@tensorflow/tfjs"))
  ?.[0];

/** Where a refused import is sent: the hook that loads modules knows it and throws. Nothing is ever read from there. */
const REFUSED = "file:///refused/";

/** The reason in one sentence; explain.ts shows it as it is. */
export function refusalOf(specifier: string): string {
  return `imports ${specifier.slice(0, 100)}, which is not part of the course: ` +
    'a lesson may import only "downhill" and the packages that its stub imports.';
}

/** What `text`, a message, says of a refused import: its name, or null. */
export function refusedIn(text: string): string | null {
  return /imports ([^]*?), which is not part of the course/.exec(text)?.[1] ?? null;
}

/**
 * From now on, only our own files import whatever they like, and the packages that they import, and those that these
 * import. Everybody else is taken for the lesson: also a module that is not known, and one without a name.
 * @param packages What the lesson may import besides "downhill" and TF.js.
 * @param isLesson Whether the module of that URL is a lesson, wherever it lies.
 */
export function allowOnly(packages: readonly string[], isLesson: (url: string) => boolean): void {
  const allowed = new Set([...COURSE, ...packages]);
  const trusted = new Set<string>([DICTIONARY]);
  const isOurs = (url: string | undefined) =>
    url !== undefined && !isLesson(url) &&
    (trusted.has(url) || [KIT, INSTALLED].some((folder) => folder !== undefined && url.startsWith(folder)));
  registerHooks({
    resolve(specifier, context, next) {
      // To throw here would be simpler, but Deno looks for its own modules (node:fs) before it hears of that.
      if (!isOurs(context.parentURL) && !allowed.has(specifier)) {
        return { url: REFUSED + encodeURIComponent(specifier.slice(0, 200).toWellFormed()), shortCircuit: true };
      }
      const resolved = next(specifier, context);
      if (!isLesson(resolved.url)) trusted.add(resolved.url);
      return resolved;
    },
    load(url, context, next) {
      if (url.startsWith(REFUSED)) throw new TypeError(refusalOf(decodeURIComponent(url.slice(REFUSED.length))));
      return next(url, context);
    },
  });
}
