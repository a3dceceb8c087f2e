import { assert, assertEquals } from "@std/assert";
import { PLAIN, RELAXED } from "./binary.ts";
import { compiledKernels } from "./build.ts";

Deno.test("binary.ts matches assembly/", async () => {
  const compiled = await compiledKernels();
  assert(compiled.includes(PLAIN) && compiled.includes(RELAXED), "binary.ts is outdated: run deno task kernels.");
});

Deno.test("the kernels contain no memory and no data of their own, because they compute in TF.js's memory", () => {
  for (const binary of [PLAIN, RELAXED].map((text) => Uint8Array.fromBase64(text))) {
    const module = new WebAssembly.Module(binary);
    assertEquals(WebAssembly.Module.imports(module).map(({ name }) => name).sort(), ["exp", "log", "memory"]);
    assert(!sectionsOf(binary).includes(11), "there is a data section");
  }
});

/** The ids of the sections of a binary: 11 means data. */
function sectionsOf(binary: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 8; at < binary.length;) {
    ids.push(binary[at++]);
    let length = 0;
    for (let shift = 0;; shift += 7) {
      const byte = binary[at++];
      length += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    at += length;
  }
  return ids;
}
