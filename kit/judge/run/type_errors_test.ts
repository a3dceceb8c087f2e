import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { course } from "../../../syllabus.ts";
import type { Bounds } from "../../base/bounded.ts";
import { typeErrors } from "./type_errors.ts";

/** The errors that the compiler finds in `text`, in a folder with the files `others`. */
async function found(text: string, bounds: Partial<Bounds> = {}, others: Record<string, string> = {}) {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, content] of Object.entries({ ...others, "04_gradient_descent.ts": text })) {
      await Deno.writeTextFile(join(folder, name), content);
    }
    return await typeErrors(pathToFileURL(join(folder, "04_gradient_descent.ts")), undefined, bounds);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("typeErrors() says what is wrong in which line, and finds nothing in correct code", async () => {
  assertEquals(await found('export const a = 1;\nexport const b: number = "b";\nexport const c: string = a;'), {
    errors: [
      { message: "Type 'string' is not assignable to type 'number'.", line: 2 },
      { message: "Type 'number' is not assignable to type 'string'.", line: 3 },
    ],
    gaveUp: "",
  });
  assertEquals(await found("export const a = 1;"), { errors: [], gaveUp: "" });
});

Deno.test("typeErrors() uses the types of the kit, and of a package in the course's folder", async () => {
  const kit = `import { linspace } from "downhill";\nexport const a: string = linspace(0, 1, 2)[0];`;
  const errors = [{ message: "Type 'number' is not assignable to type 'string'.", line: 2 }];
  assertEquals(await found(kit), { errors, gaveUp: "" });
  if (!("fmin" in course.packages)) return; // another course may not use fmin
  const fmin = `import { nelderMead } from "fmin";\nexport const a: string = nelderMead(([x]) => x ** 2, [2]).fx;`;
  assertEquals(await found(fmin), { errors, gaveUp: "" });
});

Deno.test("typeErrors() removes all commands to terminals and test services from a message", async () => {
  const name = "\x1b]0;title\x07\x1b[5A\u202e::error::##vso[x]";
  const { errors } = await found(`export const a: { x: number } = { x: 1, "${name}": 2 };`);
  assertStringIncludes(errors[0].message, `'": :error: :## vso[x]"' does not exist`);
  const long = await found(`export const a: 1 = "${"a".repeat(9999)}" as const;`);
  assert(long.errors[0].message.length < 400);
});

Deno.test("typeErrors() reveals nothing about other files except that they are imported", async () => {
  const others = {
    "secret.ts": 'export const a = { theWord: 1 };\nexport const b: number = "x";',
    "secret.json": '{"theWord": 1}',
  };
  const foreign = 'and a lesson may import only "downhill" and packages.';
  for (
    const [text, name] of [
      ['import type { a } from "./secret.ts";\nexport const b: 1 = null as unknown as typeof a;', "./secret.ts"],
      ['export const b: 1 = null as unknown as typeof import("./secret.ts").a;', "./secret.ts"],
      ['/// <reference path="./secret.ts" />\nexport const b: number = "x";', "./secret.ts"],
      ['import a from "./secret.json" with { type: "json" };\nexport const b: 1 = a;', "./secret.json"],
      ['export * from "/etc/hosts";', "/etc/hosts"],
    ]
  ) {
    assertEquals(await found(text, {}, others), {
      errors: [{ message: `imports ${name}, ${foreign}`, line: 1 }],
      gaveUp: "",
    });
  }
});

Deno.test("typeErrors() compiles no module that imports by address: the compiler would ask a registry", async () => {
  for (const name of ["npm:left-pad@1.3.0", "node:fs", "data:text/javascript,1"]) {
    const message = `imports ${name}, and a lesson may import only "downhill" and packages.`;
    assertEquals(await found(`import type { A } from "${name}";\nexport const a: A = 1;`), {
      errors: [{ message, line: 1 }],
      gaveUp: "",
    });
  }
});

Deno.test("typeErrors() does not use the network", async () => {
  let requests = 0;
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => new Response(`${requests++}`),
  );
  const { port } = server.addr;
  await found(`import type { a } from "http://127.0.0.1:${port}/a.ts";\nexport type A = typeof a;`);
  await server.shutdown();
  assertEquals(requests, 0);
});

const COUNTS = `type Digits<A extends 0[] = []> = A["length"] extends 900 ? 1 : Digits<[...A, 0]> | [Digits<[...A, 0]>];
type D = 0|1|2|3|4|5|6|7|8|9; type All = \`\${D}\${D}\${D}\${D}\`;
type Spread<A> = { [K in All]: A };
type Bomb<T, N extends 0[] = []> = N["length"] extends 400 ? T : Bomb<{ a: T; b: [T, T] } | T, [...N, 0]>;
export const b: Bomb<string> = 3 as unknown as Spread<All>; export type E = Digits;`;

Deno.test("typeErrors() stops at a type that computes too long, and says so", async () => {
  const { errors, gaveUp } = await found(COUNTS, { seconds: 1 });
  assertEquals([errors, gaveUp.slice(0, 33)], [[], "The compiler needed too much time"]);
});

Deno.test({
  name: "typeErrors() stops at a type that fills the memory, and says so",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const { errors, gaveUp } = await found(COUNTS, { memoryMiB: 600 });
    assertEquals([errors, gaveUp.slice(0, 35)], [[], "The compiler needed too much memory"]);
  },
});

Deno.test("typeErrors() stops at its signal and returns no errors", async () => {
  assertEquals(await typeErrors(new URL("./type_errors.ts", import.meta.url), AbortSignal.abort()), {
    errors: [],
    gaveUp: "",
  });
});
