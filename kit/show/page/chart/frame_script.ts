/**
 * The script of the frame in which charts are drawn: Vega, Vega-Lite and our own few lines, in one file. Vega's builds
 * for browsers come from the packages that are installed anyway.
 * @module
 */
import { join } from "node:path";
import { LOCK, neededPackages, packageFolder } from "../../../judge/packages/missing.ts";

/** The builds, in the order in which they need each other. */
const BUILDS: readonly { name: string; file: string }[] = [
  { name: "vega", file: "build/vega.min.js" },
  { name: "vega-lite", file: "build/vega-lite.min.js" },
  { name: "vega-interpreter", file: "build/vega-interpreter.js" },
];

let script: Promise<string> | undefined;

/**
 * The text of the script. Each build gets a `module` of its own, so none of them is a global that another script could
 * find.
 * @throws {Error} If a package is not on this machine.
 */
export function frameScript(): Promise<string> {
  return script ??= makeScript().catch((error) => {
    script = undefined; // the packages may be fetched later
    throw error;
  });
}

async function makeScript(): Promise<string> {
  const packages = neededPackages(await Deno.readTextFile(LOCK));
  const parts = await Promise.all(BUILDS.map(async ({ name, file }) => {
    const folder = packages.find((path) => path.startsWith(`${name}/`))!;
    const text = await Deno.readTextFile(join(packageFolder()!, folder, file));
    return `load(${JSON.stringify(name)}, (module, exports, require) => {\n${asScript(text)}\n});`;
  }));
  const own = await Deno.readTextFile(new URL("../client/frame.js", import.meta.url));
  return `(() => {
const packages = { "vega-util": null };
const load = (name, run) => {
  const module = { exports: {} };
  run(module, module.exports, (needed) => packages[needed]);
  packages[name] = module.exports;
};
${parts[0]}
packages["vega-util"] = packages.vega; // Vega exports all of its functions
${parts.slice(1).join("\n")}
${own}
})();
`;
}

/** A module with imports and exports by name, written for `require`; other scripts stay as they are. */
function asScript(text: string): string {
  return text
    .replaceAll(
      /^import \{([^}]*)\} from '([^']+)';$/gm,
      (_, names, from) => `const {${names.replaceAll(" as ", ": ")}} = require(${JSON.stringify(from)});`,
    )
    .replaceAll(/^export \{([^}]*)\};$/gm, (_, names) =>
      names.split(",").map((name: string) => {
        const [inner, outer = inner] = name.trim().split(" as ");
        return `exports.${outer} = ${inner};`;
      }).join("\n"))
    .replaceAll(/^\/\/# sourceMappingURL=.*$/gm, "");
}
