/**
 * What a lesson may import: the names that the course gives it, and nothing else. Permissions are not enough for this:
 * Deno's own modules (node:fs, node:v8 …), data: addresses and installed packages need none.
 * @module
 */
import { registerHooks } from "node:module";
import { refusedUrl } from "./refused_import.ts";

/** What every lesson may import. */
const COURSE = ["downhill", "@tensorflow/tfjs"];

/** Our files are in this folder. */
const KIT = new URL("../../", import.meta.url).href;
const DICTIONARY = new URL("../../../mod.ts", import.meta.url).href;

/**
 * The packages' folder, in Deno's cache (named after the registry) or a node_modules, found through one of the
 * packages.
 */
const INSTALLED = /^file:.*?(?=pure-rand\/)/.exec(import.meta.resolve("pure-rand/generator/mersenne"))?.[0];

/** How the addresses of Deno's own modules begin, and no others. Deno 2.8 loads parts of them when they are needed. */
const DENO = ["ext:", "node:"];

/**
 * From now on, only our own files and what they import, directly or not, may import whatever they like. Every other
 * module is treated as the lesson, even one that is unknown or has no name.
 * @param packages What the lesson may import besides "downhill" and TF.js.
 * @param isLesson Whether the module of that URL is a lesson, in whatever folder.
 */
export function allowOnly(packages: readonly string[], isLesson: (url: string) => boolean): void {
  const allowed = new Set([...COURSE, ...packages]);
  const trusted = new Set<string>([DICTIONARY]);
  const isOurs = (url: string | undefined) =>
    url !== undefined && !isLesson(url) &&
    (trusted.has(url) || [KIT, INSTALLED, ...DENO].some((folder) => folder !== undefined && url.startsWith(folder)));
  registerHooks({
    resolve(specifier, context, next) {
      // Throwing would be simpler, but Deno would still load its own modules (node:fs). And with a hook for loading, V8
      // would compile every package again, including Vega.
      if (!isOurs(context.parentURL) && !allowed.has(specifier)) {
        return { url: refusedUrl(specifier), shortCircuit: true };
      }
      const resolved = next(specifier, context);
      if (!isLesson(resolved.url)) trusted.add(resolved.url);
      return resolved;
    },
  });
}
