import { assertEquals } from "@std/assert";
import { installedPackages, placeOf } from "./installed_packages.ts";
import { root } from "./root.ts";

const CACHE = "file:///home/ada/.cache/deno/npm";

Deno.test({
  name: "placeOf() finds the folder of all packages and that of the registry, whatever the registry's address is",
  ignore: Deno.build.os === "windows", // paths are written differently on Windows
  fn: () => {
    const folder = "/home/ada/.cache/deno/npm";
    for (const registry of ["registry.npmjs.org", "localhost_4873", "proxy.example/artifactory/api/npm/all", "4873"]) {
      const address = `${CACHE}/${registry}/marked/18.2.1/lib/marked.esm.js`;
      assertEquals(placeOf(address, "/home/ada/.cache/deno"), { folder, registry });
      assertEquals(placeOf(address, null), { folder, registry });
      assertEquals(placeOf(address, "/a/link/to/it"), { folder, registry });
    }
    assertEquals(placeOf(`${CACHE}/marked/18.2.1/marked.js`, null), { folder, registry: "" }); // http://10.0.0.1/
    assertEquals(placeOf(`${CACHE}/a%2520b/marked/18.2.1/marked.js`, null), { folder, registry: "a%20b" });
    const inNpm = "file:///npm/my%20cache/npm/localhost_4873/marked/18.2.1/marked.js";
    assertEquals(placeOf(inNpm, "/npm/my cache"), { folder: "/npm/my cache/npm", registry: "localhost_4873" });
  },
});

Deno.test("placeOf() returns null if the package is not a file", () => {
  for (
    const address of [null, "npm:marked@18.2.1", "https://esm.sh/marked/18.2.1", "file:///modules/marked/index.js"]
  ) {
    assertEquals(placeOf(address, null), null);
  }
});

Deno.test("installedPackages() names the folder of this process's packages", async () => {
  const names = [...Deno.readDirSync(installedPackages()!.folder)].map(({ name }) => name);
  assertEquals(names.length > 0, true);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "console.log(import.meta.resolve('npm:marked@18.2.1'))"],
    cwd: root,
    env: { NPM_CONFIG_REGISTRY: "https://ada:secret@proxy.example:8443/npm/" },
  });
  const address = new TextDecoder().decode((await child.output()).stdout).trim();
  assertEquals(placeOf(address, null)?.registry, "proxy.example_8443/npm");
});
