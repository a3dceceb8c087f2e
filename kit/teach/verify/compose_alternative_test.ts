import { assertEquals, assertThrows } from "@std/assert";
import { composeAlternative } from "./compose_alternative.ts";

const SOLUTION = `/**
 * # 01 · Halves
 * @module
 */
import { EventEmitter, once } from "node:events";
import * as path from "node:path";

/** The divisor of a half. */
const TWO = 2;

/** Half of x. */
export function half(x: number): number {
  // #region solution: divide x by 2
  return x / TWO;
  // #endregion
}

/** Half of that. */
export function quarter(
  x: number,
): number {
  const text = \`
half of \${x}\`;

  return text === "" ? 0 : half(half(x));
}

export class Halver extends EventEmitter {
  say = () => [typeof once, path.basename("a/b")];
}
`;

const LINK = 'import { quarter } from "../../../solutions/01_halves.ts";\n';

const composed = (alternative: string) => composeAlternative(alternative, SOLUTION, "01_halves", "other.ts");

/** The module that is made from an alternative. */
async function moduleOf(alternative: string) {
  return await import(`data:application/typescript,${encodeURIComponent(composed(alternative))}`);
}

Deno.test("composeAlternative() does not change an alternative that imports nothing from the solution", () => {
  for (const whole of ["", SOLUTION]) assertEquals(composed(whole), whole);
});

Deno.test("composeAlternative() adds the rest of the solution below the alternative", () => {
  const alternative = `/** By hand. */
import { join } from "node:path";
${LINK}
/** Not in the solution. */
const twice = (x: number) => x * 2;

export const half = (x: number) => twice(x) / join("4").length / 4;
`;
  assertEquals(
    composed(alternative),
    `/** By hand. */



/** Not in the solution. */
const twice = (x: number) => x * 2;

export const half = (x: number) => twice(x) / join("4").length / 4;

// The rest is from solutions/01_halves.ts.
import { EventEmitter } from "node:events";
import { once } from "node:events";
import * as path from "node:path";
import { join } from "node:path";
/**
 * # 01 · Halves
 * @module
 */
/** The divisor of a half. */
const TWO = 2;

/** Half of x. */
/** Half of that. */
export function quarter(
  x: number,
): number {
  const text = \`
half of \${x}\`;

  return text === "" ? 0 : half(half(x));
}

export class Halver extends EventEmitter {
  say = () => [typeof once, path.basename("a/b")];
}
`,
  );
  assertEquals(composed(alternative.replaceAll("\n", "\r\n")), composed(alternative));
});

Deno.test("composeAlternative() lets the rest of the solution use the alternative's code and imports", async () => {
  const { quarter } = await moduleOf(`${LINK}\nexport function half(x: number) {\n  return x - 1;\n}\n`);
  assertEquals(quarter(5), 3);
  const own = await moduleOf(`import "../../../solutions/01_halves.ts";
import type { EventEmitter } from "node:events";
import * as path from "node:path/win32";

const once = 1;

export const half = () => path.sep + once;
`);
  assertEquals(own.half(), "\\1");
  assertEquals(new own.Halver().say(), ["number", "b"]); // with its base class, although only its type is needed
});

Deno.test("composeAlternative() also replaces declarations without export, and needs only one import", async () => {
  const { half } = await moduleOf('import "../../../solutions/01_halves.ts";\n\nconst TWO = 4;\n');
  assertEquals(half(8), 2);
});

Deno.test("composeAlternative() refuses an alternative that would not do what its author expects", () => {
  const problemOf = (alternative: string) => assertThrows(() => composed(alternative), SyntaxError).message;
  const half = "export const half = (x: number) => 0.5 * x;\n";
  assertEquals(
    problemOf(`${LINK}\n${half}\nexport function hafl() {}\n`),
    "other.ts exports hafl, but solutions/01_halves.ts has nothing with this name to replace.",
  );
  assertEquals(
    problemOf(`${LINK}\nexport function half(x: number): number {\n  return x / TWO; // half\n}\n`),
    "other.ts has the same half as solutions/01_halves.ts: leave it out.",
  );
  const nothing =
    "other.ts replaces nothing in solutions/01_halves.ts: use the same name as there for the part that should differ.";
  assertEquals(problemOf(LINK), nothing);
  assertEquals(problemOf(`${LINK}\nfunction helper() {}\n`), nothing);
  const imports = [
    'import { quarter as fourth } from "../../../solutions/01_halves.ts";',
    'import * as solution from "../../../solutions/01_halves.ts";',
    'import solution from "../../../solutions/01_halves.ts";',
    'import { quarter } from "../../../solutions/02_others.ts";',
    'export * from "../../../solutions/01_halves.ts";',
    'export { quarter } from "../../../solutions/01_halves.ts";',
  ];
  for (const each of imports) {
    assertEquals(
      problemOf(`${each}\n\n${half}`),
      "other.ts may not import a solution like this: " +
        'write import { … } from "../../../solutions/01_halves.ts", without "as".',
      each,
    );
  }
});
