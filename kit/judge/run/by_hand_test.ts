import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const config = fileURLToPath(import.meta.resolve("../../../deno.json"));

/** Runs `text` as a separate program, in a folder with special characters in its name. */
async function run(text: string) {
  const temporary = await Deno.makeTempDir();
  const folder = join(temporary, "für 100% #1");
  try {
    await Deno.mkdir(folder);
    await Deno.writeTextFile(
      join(folder, "program.ts"),
      `import { loadTensors, sparkline, todo } from "downhill";\n${text}`,
    );
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-check", "--quiet", "--allow-read", "--config", config, "program.ts"],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    return { code, out: new TextDecoder().decode(stdout), error: new TextDecoder().decode(stderr) };
  } finally {
    await Deno.remove(temporary, { recursive: true });
  }
}

Deno.test("todo() ends a program with a sentence, wherever it was called", async () => {
  const met: [program: string, says: string][] = [
    ["function walk() { return todo('walk'); }\nwalk();", "program.ts:2  walk is still to be written: walk.\n"],
    [
      "const walk = async () => { await 0; todo('walk'); };\nawait walk();",
      "program.ts:2  walk is still to be written: walk.\n",
    ],
    [
      "class Line { constructor() { todo('fields'); } }\nnew Line();",
      "program.ts:2  the constructor of Line is still to be written: fields.\n",
    ],
    [
      "class Line {\n  forward() { todo('x'); } }\nnew Line().forward();",
      "program.ts:3  Line.forward is still to be written: x.\n",
    ],
    ["setTimeout(() => { todo('later'); });", "program.ts:2  Still to do: later.\n"],
    ["function walk() { todo('x'); }\nsetTimeout(walk);", "program.ts:2  walk is still to be written: x.\n"],
    ["\ntodo('begin');", "program.ts:3  Still to do: begin.\n"],
  ];
  for (const [program, says] of met) assertEquals(await run(program), { code: 1, out: "", error: says });
});

Deno.test("a program that catches the error of todo() continues", async () => {
  const program = "try { todo('x'); } catch (error) { console.log(error.name, error.message); }\n" +
    "await Promise.reject(0).catch(() => todo('y')).catch(({ message }) => console.log(message));";
  assertEquals(await run(program), { code: 0, out: "Todo x\ny\n", error: "" });
});

Deno.test("a file that cannot be read ends a program with a sentence", async () => {
  const { code, error } = await run("await loadTensors('nowhere.safetensors');");
  assertEquals([code, error], [
    1,
    "nowhere.safetensors cannot be read because it is not there: is its name right, and was it saved?\n",
  ]);
});

Deno.test("after an error in the kit or in TF.js, a program shows its own lines and ends", async () => {
  const program = "const again = (n) => n > 0 ? again(n - 1) : sparkline([]);\n\nagain(30);";
  assertEquals(await run(program), {
    code: 1,
    out: "",
    error: "RangeError: values is empty: pass at least one number.\n" +
      "  program.ts:2  const again = (n) => n > 0 ? again(n - 1) : sparkline([]);\n  program.ts:4  again(30);\n",
  });
});

Deno.test("a stack overflow shows no line twice in a row", async () => {
  const { error } = await run("function again() { again(); }\nagain(), todo('x');");
  assertEquals(error, "RangeError: Maximum call stack size exceeded\n  program.ts:2  function again() { again(); }\n");
});

Deno.test("a program's own mistake is shown by Deno, with its stack", async () => {
  const { code, error } = await run("null.x;");
  assertEquals(code, 1);
  assertMatch(error, /^error: Uncaught \(in promise\) TypeError: [^]*\n {4}at file:.*program\.ts:2:6\n$/);
});
