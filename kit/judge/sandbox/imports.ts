/**
 * Restricts the imports of a lesson to the names that the course allows. Permissions are not enough for this, because
 * Deno's own modules (node:fs, node:v8 …), data: addresses and installed packages need none.
 * @module
 */
import { registerHooks } from "node:module";
import { refusedUrl } from "./refused_import.ts";

/** The packages that every lesson may import. */
const COURSE = ["downhill", "@tensorflow/tfjs"];

/** The folder of our own files. */
const KIT = new URL("../../", import.meta.url).href;
const DICTIONARY = new URL("../../../mod.ts", import.meta.url).href;

/**
 * The folder of the packages: either a folder in Deno's cache that is named after the registry, or node_modules. It is
 * taken from the path of one package.
 */
const INSTALLED = /^file:.*?(?=pure-rand\/)/.exec(import.meta.resolve("pure-rand/generator/mersenne"))?.[0];

/**
 * The beginnings of the addresses of Deno's own modules; no other address begins like this. Deno 2.8 loads some of
 * these modules only when they are needed.
 */
const DENO = ["ext:", "node:"];

/**
 * Restricts imports from now on: only our own files, and the modules that they import directly or indirectly, may
 * import anything. Every other module is treated like the lesson, even one that is unknown or has no name.
 * @param packages The packages that the lesson may import, besides "downhill" and TF.js.
 * @param isLesson Whether the module at a URL is a lesson; it may be in any folder.
 */
export function allowOnly(packages: readonly string[], isLesson: (url: string) => boolean): void {
  const allowed = new Set([...COURSE, ...packages]);
  const trusted = new Set<string>([DICTIONARY]);
  const isOurs = (url: string | undefined) =>
    url !== undefined && !isLesson(url) &&
    (trusted.has(url) || [KIT, INSTALLED, ...DENO].some((folder) => folder !== undefined && url.startsWith(folder)));
  registerHooks({
    resolve(specifier, context, next) {
      // Throwing an error would be simpler, but Deno would still load its own modules (node:fs). With a hook for
      // loading, V8 would compile every package again, including Vega.
      if (!isOurs(context.parentURL) && !allowed.has(specifier)) {
        return { url: refusedUrl(specifier, context.parentURL), shortCircuit: true };
      }
      const resolved = next(specifier, context);
      if (!isLesson(resolved.url)) trusted.add(resolved.url);
      return resolved;
    },
  });
}
