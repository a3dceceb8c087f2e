import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "../../base/root.ts";
import { fashionMNISTSubsetFiles } from "./fashion_mnist_subset.ts";
import { fashionMNISTPlaces, isComplete, sourceAt } from "./find_fashion_mnist.ts";

const full = fashionMNISTPlaces().find((place) => place.size === "full" && isComplete(place));

Deno.test({
  name: "data/ contains what data/make_subset.ts makes from all images",
  ignore: !full, // needs all images; without them, the SHA-256 of the subset is still checked
  fn: () => {
    for (const [name, bytes] of fashionMNISTSubsetFiles(sourceAt(full!))) {
      const there = Deno.readFileSync(join(root, "data", name));
      // unpacked, because versions of zlib compress differently
      assertEquals(gunzipSync(there).equals(gunzipSync(bytes)), true, name);
    }
  },
});

Deno.test("data/ is smaller than 5 MB, and contains the licence", () => {
  let bytes = 0;
  for (const { name } of Deno.readDirSync(join(root, "data"))) bytes += Deno.statSync(join(root, "data", name)).size;
  assert(bytes < 5_000_000, `${bytes} bytes`);
  assert(Deno.readTextFileSync(join(root, "data", "LICENSE")).includes("Zalando SE"));
});
