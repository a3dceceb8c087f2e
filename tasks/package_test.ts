/**
 * Tests the library as a package: which files are published, and whether a program that has only these files can use
 * them.
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../kit/base/root.ts";

/** The published files that are not modules. */
const PAPERS = ["LICENSE", "README.md", "deno.json"];

/** What `deno info --json` prints about a module. */
interface Info {
  specifier: string;
  dependencies?: { specifier: string; code?: { specifier?: string }; type?: { specifier?: string } }[];
}

const address = pathToFileURL(join(root, "/")).href;
const published = await publishedFiles();
const { files, packages } = await needsOf("mod.ts");

Deno.test("only mod.ts and the files that it needs are published", () => {
  const needed = [...PAPERS, ...files];
  assertEquals(needed.filter((file) => !published.includes(file)), [], "needed, but not in publish.include");
  assertEquals(published.filter((file) => !needed.includes(file)), [], "published, but not needed");
});

Deno.test("a program that has only the package can draw, train on cpu and on wasm, and use its types", async () => {
  await using consumer = await startConsumer();
  const program = `
    import * as tf from "@tensorflow/tfjs";
    import { lossCurve, Module, Parameter, RandomState, SGD, show, useDevice } from "downhill";

    class Slope extends Module {
      weight = new Parameter(tf.tensor2d([[1]]));
      override forward(x: tf.Tensor): tf.Tensor {
        return tf.matMul(x, this.weight);
      }
    }
    let losses: number[] = [];
    for (const device of ["cpu", "wasm"] as const) {
      const { backend } = await useDevice(device);
      const model = new Slope();
      const optimizer = new SGD(model.parameters(), { learningRate: 0.25 });
      const [x, y] = [tf.tensor2d([[1]]), tf.tensor2d([[3]])];
      losses = [1, 2, 3].map(() => optimizer.step(() => tf.losses.meanSquaredError(y, model.forward(x))).dataSync()[0]);
      console.log(backend, losses.join(" "));
    }
    console.log(new RandomState(42).uniform(-1, 3));
    await show(lossCurve(losses));`;
  assertEquals(await consumer.run(["run", "-A", "--check"], program), {
    code: 0,
    // (w − 3)² from w = 1, where each step halves w − 3; then NumPy's first random number
    out: `cpu 4 1 0.25\nwasm 4 1 0.25\n0.49816047538944996\nloss █▂▁ 4 → 0.25  ${join("plots", "program.svg")}\n`,
    error: "",
  });
  assertStringIncludes(await consumer.read("plots/program.svg"), "The loss falls from 4 to 0.25 in 3 steps.");
  assertEquals(consumer.refused, []);
});

Deno.test("a program that has only the package gets a sentence about each missing part", async () => {
  await using consumer = await startConsumer();
  const told: [program: string, says: string][] = [
    [
      "import { todo } from 'downhill';\nfunction walk() { todo('walk'); }\nwalk();",
      "program.ts:2  walk is still to be written: walk.\n",
    ],
    [
      "import { FashionMNIST } from 'downhill';\nnew FashionMNIST();",
      "FashionMNIST does not come with the library: set FASHION_MNIST_DIR to a folder with its four files.\n",
    ],
    [
      "import { useDevice } from 'downhill';\nawait useDevice('wasm').catch((error) => { console.error(error.message); Deno.exit(1); });",
      'WebAssembly cannot be loaded here: write "unstable": ["raw-imports"] into deno.json, or use --allow-read.\n',
    ],
  ];
  for (const [program, says] of told) {
    const flags = ["run", "--no-check", "--no-prompt", "--allow-import", "--allow-env"];
    assertEquals(await consumer.run(flags, program), { code: 1, out: "", error: says });
  }
  const unstable = ["run", "--no-check", "--no-prompt", "--allow-import", "--unstable-raw-imports"];
  const program = "import { useDevice } from 'downhill';\nconsole.log((await useDevice('wasm')).backend);";
  assertEquals(await consumer.run(unstable, program), { code: 0, out: "wasm\n", error: "" });
  assertEquals(consumer.refused, []);
});

/** The paths of the published files, as a dry run lists them. */
async function publishedFiles(): Promise<string[]> {
  const text = await output(["publish", "--dry-run", "--allow-dirty", "--no-check"]);
  return [...text.matchAll(/^ +(file:.*) \([\d.]+[KM]?B\)$/gm)].map(([, url]) => pathIn(url)).sort();
}

/** Our files that a module needs, types included, and the names under which they import packages. */
async function needsOf(path: string): Promise<{ files: string[]; packages: string[] }> {
  const { modules }: { modules: Info[] } = JSON.parse(await output(["info", "--json", path]));
  const files = new Set([address + path]);
  const packages = new Set<string>();
  for (const file of files) { // grows during the loop
    for (const { specifier, code, type } of modules.find((each) => each.specifier === file)?.dependencies ?? []) {
      for (const target of [code?.specifier, type?.specifier]) {
        if (target?.startsWith(address)) files.add(target);
        else if (target && !target.startsWith("node:")) packages.add(specifier);
      }
    }
  }
  return { files: [...files].map(pathIn).sort(), packages: [...packages].sort() };
}

function pathIn(url: string): string {
  return decodeURIComponent(url.slice(address.length));
}

async function config(): Promise<{ imports: Record<string, string> }> {
  return JSON.parse(await Deno.readTextFile(join(root, "import_map.json")));
}

/** Runs Deno in the course; returns what it prints on both streams. */
async function output(args: string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: root, env: { NO_COLOR: "1" } });
  const { success, stdout, stderr } = await command.output();
  const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  if (!success) throw new Error(`deno ${args.join(" ")}: ${text.join("\n")}`);
  return text[0] || text[1];
}

/** A folder with a program. Its import map sends `downhill` to a server that serves only the published files. */
async function startConsumer() {
  const folder = await Deno.makeTempDir();
  const refused: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async ({ url }) => {
    const path = decodeURIComponent(new URL(url).pathname.slice(1));
    if (published.includes(path)) {
      return new Response(await Deno.readFile(join(root, path)), { headers: { "content-type": "text/typescript" } });
    }
    refused.push(path);
    return new Response(null, { status: 404 });
  });
  const { imports } = await config();
  const needed = packages.map((name) => [name, imports[name]]);
  const { port } = server.addr;
  const own = {
    imports: { downhill: `http://127.0.0.1:${port}/mod.ts`, ...Object.fromEntries(needed) },
    allowScripts: { deny: ["npm:core-js"] },
  };
  await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(own));
  await Deno.copyFile(join(root, "deno.lock"), join(folder, "deno.lock")); // for the installed versions
  return {
    refused,
    read: (path: string) => Deno.readTextFile(join(folder, path)),
    async run([command, ...flags]: string[], text: string) {
      await Deno.writeTextFile(join(folder, "program.ts"), text);
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: [command, "--quiet", ...flags, "program.ts"],
        cwd: folder,
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      return { code, out: new TextDecoder().decode(stdout), error: new TextDecoder().decode(stderr) };
    },
    async [Symbol.asyncDispose]() {
      await server.shutdown();
      await Deno.remove(folder, { recursive: true });
      const { modulesCache } = JSON.parse(await output(["info", "--json"]));
      await Deno.remove(join(modulesCache, "http", `127.0.0.1_PORT${port}`), { recursive: true });
    },
  };
}
