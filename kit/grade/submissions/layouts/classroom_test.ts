import { assertEquals } from "@std/assert";
import { splitLines } from "../../../testbed/classes/split_lines.ts";
import { classroom } from "./classroom.ts";

const clone = (name: string) => ({ [`${name}/.git/HEAD`]: "", [`${name}/lessons/04_gradient_descent.ts`]: "" });

Deno.test("classroom: the folder says where a student's login begins", async () => {
  const files = { ...clone("hw-4-ada"), ...clone("hw-4-bob-1") };
  assertEquals(await splitLines(classroom, files, "hw-4-submissions"), [
    "ada |  | : hw-4-ada   0",
    "bob-1 |  | : hw-4-bob-1   0",
  ]);
  assertEquals(await splitLines(classroom, files, "clones"), [
    "hw-4-ada |  | : hw-4-ada   0",
    "hw-4-bob-1 |  | : hw-4-bob-1   0",
  ]);
});

Deno.test("classroom: Classroom 50's list has names, times and late marks; the last submission counts", async () => {
  const scores = `username,first_name,last_name,email,section,score,max_score,datetime,late
Ada,Ada,"Lovelace, Countess",ada@example.edu,,0,1,2026-11-28T10:11:12Z,false
Ada,Ada,"Lovelace, Countess",ada@example.edu,,1,1,2026-11-30T10:11:12Z,true
a-da,,,,,,,,
eve,Eve,,,,,,,`;
  const files = { "scores.csv": scores, ...clone("cs-hw-ada"), ...clone("cs-hw-a-da"), ...clone("cs-hw-zoe") };
  const expected = [
    "a-da |  | : cs-hw-a-da   0",
    `ada | Ada Lovelace, Countess | ada@example.edu: cs-hw-ada 2026-11-30T10:11:12Z true ${
      Date.UTC(2026, 10, 30, 10, 11, 12)
    }`,
  ];
  const folder = "cs-hw_submissions_2026_11_28_T_10_11_12";
  assertEquals(await splitLines(classroom, files, folder), [...expected, "zoe |  | : cs-hw-zoe   0"]);
  assertEquals(await splitLines(classroom, files, "class"), [...expected, "cs-hw-zoe |  | : cs-hw-zoe   0"]);
});

Deno.test("classroom: recognizes no folders without clones", async () => {
  assertEquals(await splitLines(classroom, { "ada/04.ts": "", "bob/04.ts": "", "eve/04.ts": "", ...clone("kim") }), []);
});
