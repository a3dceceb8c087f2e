import { assertEquals } from "@std/assert";
import { splitLines } from "../../../testbed/classes/split_lines.ts";
import { canvas } from "./canvas.ts";

Deno.test("canvas: users, late marks, resubmissions, texts and links", async () => {
  const files = {
    "lovelaceada_12345_678901_04_gradient_descent.ts": "",
    "lovelaceada_LATE_12345_678905_04_gradient_descent-1.ts": "",
    "lovelaceada_LATE_12345_678906_work-2.tar.gz": "",
    "müllerjörg_777_55_04_gradient_descent (1)-12.ts": "",
    "noether_emmy_778_56_04_gradient_descent.ts": "",
    "turingalan_LATE_779_text.html": "",
    "anon_a1B2c_678902_04_gradient_descent.ts": "",
    "LATE_anon_Zz9_678903_04_gradient_descent.ts": "",
    "readme.md": "",
  };
  assertEquals(await splitLines(canvas, files), [
    "anon_Zz9 |  | : 04_gradient_descent.ts  true 0,678903",
    "anon_a1B2c |  | : 04_gradient_descent.ts  false 0,678902",
    "12345 | lovelaceada | : 04_gradient_descent.ts  false 0,678901",
    "12345 | lovelaceada | : 04_gradient_descent.ts  true 1,678905",
    "12345 | lovelaceada | : work.tar.gz  true 2,678906",
    "777 | müllerjörg | : 04_gradient_descent (1).ts  false 12,55",
    "778 | noether_emmy | : 04_gradient_descent.ts  false 0,56",
    "779 | turingalan | : turingalan_LATE_779_text.html  true 0,0",
    "other: readme.md",
  ]);
});

Deno.test("canvas: a student's own name for a file never decides whose it is", async () => {
  const files = {
    "mallory_66_1000_12345_678901_04_gradient_descent.ts": "",
    "lovelaceada_12345_678901_04_gradient_descent.ts": "",
  };
  assertEquals(await splitLines(canvas, files), [
    "12345 | lovelaceada | : 04_gradient_descent.ts  false 0,678901",
    "66 | mallory | : 12345_678901_04_gradient_descent.ts  false 0,1000",
  ]);
});

Deno.test("canvas: archives with a date in their names are not Canvas's", async () => {
  assertEquals(await splitLines(canvas, { "ada_2026_11_28.zip": "", "bob_2026_11_28.zip": "" }), []);
  assertEquals(await splitLines(canvas, { "ada_2026_11_28.zip": "", "bob_2026_12_01.zip": "" }), []);
  assertEquals(await splitLines(canvas, { "04_gradient_descent.ts": "", "05_autodiff.ts": "" }), []);
});
