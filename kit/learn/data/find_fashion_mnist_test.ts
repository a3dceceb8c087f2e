import { assertEquals, assertThrows } from "@std/assert";
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { UsageError } from "../../base/usage_error.ts";
import { FASHION_MNIST_FILES } from "./fashion_mnist_files.ts";
import { fashionMNISTPlaces, fashionMNISTSubset, findFashionMNIST } from "./find_fashion_mnist.ts";

const NAMES = Object.values(FASHION_MNIST_FILES).map(({ name }) => name);

/** Makes a folder and a cache with empty files of the given names. */
async function withFolders(
  named: readonly string[],
  cached: readonly string[],
  body: (environment: (name: string) => string | undefined, named: string, cached: string) => void | Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const cache = join(folder, ".cache", "downhill", "fashion-mnist");
  try {
    await Deno.mkdir(cache, { recursive: true });
    for (const name of named) await Deno.writeTextFile(join(folder, name), "");
    for (const name of cached) await Deno.writeTextFile(join(cache, name), "");
    const caches = { XDG_CACHE_HOME: join(folder, ".cache"), LOCALAPPDATA: join(folder, ".cache") };
    const environment: Record<string, string> = { ...caches, FASHION_MNIST_DIR: named.length > 0 ? folder : "" };
    await body((name) => environment[name], folder, cache);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("findFashionMNIST() prefers the folder in FASHION_MNIST_DIR, whether its files are compressed or not", () =>
  withFolders([...NAMES.slice(1), `${NAMES[0]}.gz`], NAMES, (environment, folder) => {
    const source = findFashionMNIST(environment);
    assertEquals([source.size, source.folder], ["full", folder]);
    assertEquals(source.files.trainImages, join(folder, `${NAMES[0]}.gz`));
    assertEquals(source.files.testLabels, join(folder, NAMES[3]));
  }));

Deno.test("findFashionMNIST() names the file that is missing in FASHION_MNIST_DIR, and uses no other place", () =>
  withFolders(NAMES.slice(0, 3), NAMES, (environment, folder) => {
    const { message } = assertThrows(() => findFashionMNIST(environment), UsageError);
    assertEquals(message.startsWith(`${join(folder, NAMES[3])}.gz is not there: `), true, message);
  }));

Deno.test({
  name: "fashionMNISTPlaces() contains the cache, but it is not used while a file is missing",
  ignore: Deno.build.os === "darwin", // on macOS, the cache is under HOME; the tests of cacheFolder() cover it
  fn: () =>
    withFolders([], NAMES.slice(1), (environment, _, cache) => {
      const place = fashionMNISTPlaces(environment)[2];
      assertEquals([place.folder, Object.keys(place.files).length], [cache, 3]);
      assertEquals(findFashionMNIST(environment).folder === cache, false);
    }),
});

Deno.test("fashionMNISTSubset() is the data that comes with the course, even if all images are there", () => {
  const { size, folder, files } = fashionMNISTSubset();
  assertEquals([size, folder], ["subset", join(root, "data")]);
  assertEquals(Object.values(files), NAMES.map((name) => join(root, "data", `${name}.gz`)));
});

Deno.test("Without permission for the environment and other folders, the subset is used without a prompt", async () => {
  const program = `
    import { FashionMNIST } from "downhill";
    const { length, size } = new FashionMNIST({ train: false });
    console.log(length, size);`;
  const { code, stdout, stderr } = await deno(program, ["-P"], { FASHION_MNIST_DIR: "/nonsense" });
  assertEquals([code, stdout, stderr], [0, "1000 subset\n", ""]);
});

/** Runs a learner's program with these permissions. */
async function deno(program: string, permissions: string[], env: Record<string, string>) {
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, program);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--quiet",
        "--no-prompt",
        "--no-check",
        `--config=${join(root, "deno.json")}`,
        ...permissions,
        file,
      ],
      cwd: root,
      env: { ...env, NO_COLOR: "1" },
      stdin: "null",
    }).output();
    return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(file);
  }
}
