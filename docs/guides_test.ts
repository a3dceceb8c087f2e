/**
 * Everything that the guides name exists, and everything that needs a line in the guides has one.
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readText } from "../kit/base/read_text.ts";

const root = join(import.meta.dirname!, "..");
/** docs/instructors.md writes a lesson that is not there, and a page about its checks. */
const guides = [
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "docs/graders.md",
  "docs/instructors.md",
  "docs/machines/README.md",
  "docs/notebook.md",
  "docs/page.md",
  "docs/pytorch.md",
  "docs/scripting.md",
  "docs/security.md",
  "docs/speed.md",
];
const contributing = await readText(join(root, "CONTRIBUTING.md"));

for (const guide of guides) {
  Deno.test(`${guide} has no broken links`, async () => {
    const text = await readText(join(root, guide));
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link]) => join(dirname(guide), link));
    assertEquals(links.filter((link) => !existsSync(join(root, link))), []);
  });

  Deno.test(`${guide} names no missing file`, async () => {
    const text = await readText(join(root, guide));
    const paths = [...text.matchAll(/(?<![\w/])(?:kit|tasks|docs|\.ci|\.vscode)\/[\w./]*\w\/?/g)].map(([path]) => path);
    const missing = paths.filter((path) =>
      !existsSync(join(root, path)) && !/NN_|…|23_momentum|docs\/mutation\.md/.test(path)
    );
    assertEquals(missing, []);
  });
}

Deno.test("CONTRIBUTING.md has a line for each package of import_map.json, and for no other", async () => {
  const { imports } = JSON.parse(await readText(join(root, "import_map.json"))) as { imports: object };
  const packages = Object.keys(imports).filter((name) => !name.startsWith("downhill"));
  const table = /\n## Dependencies\n(.*?)\n##/s.exec(contributing)![1];
  const named = [...table.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell]) => cell.split(", "));
  assertEquals(named.map((name) => name.replaceAll("`", "").trim()).sort(), packages.sort());
});

Deno.test("CONTRIBUTING.md has a line for each floor of the kit, and names the folders on it", async () => {
  for await (const { name, isDirectory } of Deno.readDir(join(root, "kit"))) {
    if (!isDirectory) continue;
    const line = contributing.split("\n").find((line) => line.startsWith(`| \`${name}/\` `));
    assert(line !== undefined, name);
    if (name === "std" || name === "testbed") continue;
    for await (const folder of Deno.readDir(join(root, "kit", name))) {
      if (folder.isDirectory) assertStringIncludes(line, `\`${folder.name}/\``);
    }
  }
});
