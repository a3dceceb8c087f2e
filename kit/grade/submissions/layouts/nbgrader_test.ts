import { assertEquals } from "@std/assert";
import { splitLines } from "../../../testbed/classes/split_lines.ts";
import { nbgrader } from "./nbgrader.ts";

const files = {
  "ada/ps1/timestamp.txt": "2026-11-28 10:11:12.131415 UTC\n",
  "ada/ps1/04_gradient_descent.ts": "",
  "ada/ps2/timestamp.txt": "2026-11-29 10:11:12 Europe/Berlin",
  "bob/ps1/timestamp.txt": "2026-11-28T10:11:12 +0100",
  "eve/ps1/04_gradient_descent.ts": "",
  "README.md": "",
};
const expected = [
  `ada |  | : ps1 2026-11-28T10:11:12Z  ${Date.UTC(2026, 10, 28, 10, 11, 12)}: ps2 2026-11-29T10:11:12  ` +
  Date.UTC(2026, 10, 29, 10, 11, 12),
  `bob |  | : ps1 2026-11-28T10:11:12+01:00  ${Date.UTC(2026, 10, 28, 9, 11, 12)}`,
  "eve |  | : ps1   0",
  "other: README.md",
];

Deno.test("nbgrader: students, assignments and times", async () => {
  assertEquals(await splitLines(nbgrader, files), expected);
  assertEquals(await splitLines(nbgrader, { "x/y/z.ts": "" }, "submitted"), ["x |  | : y   0"]);
});

Deno.test("nbgrader: the folder of the whole course contains the submissions", async () => {
  const course = Object.entries(files).map(([path, text]) => [`submitted/${path}`, text]);
  assertEquals(await splitLines(nbgrader, { ...Object.fromEntries(course), "source/ps1/a.ipynb": "" }), expected);
});

Deno.test("nbgrader: recognizes no other folders", async () => {
  assertEquals(await splitLines(nbgrader, { "ada/lessons/04_gradient_descent.ts": "" }), []);
  const hostile = { "ada/x/timestamp.txt": "", "bob/04_gradient_descent.ts": "" };
  assertEquals(await splitLines(nbgrader, hostile), []);
  assertEquals(await splitLines(nbgrader, { "week/ada/timestamp.txt": "", "week/bob/04_gradient_descent.ts": "" }), []);
});
