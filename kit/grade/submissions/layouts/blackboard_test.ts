import { assertEquals } from "@std/assert";
import { splitLines } from "../../../testbed/classes/split_lines.ts";
import { blackboard } from "./blackboard.ts";

const receipt = (name: string) =>
  `\ufeffName: ${name}\r\nAssignment: Assignment_4\r\nDate Submitted: Saturday, 28 November 2026 10:11:12 o'clock CET\r\n` +
  "Current Mark: Needs Marking\r\n\r\nSubmission Field:\r\nName: Not Me (bob)\r\n";

Deno.test("blackboard: users, names and times, also if the names contain underscores", async () => {
  const files = {
    "Assignment_4_ada_l_attempt_2026-11-28-10-11-12.txt": receipt("Ada (Augusta) Lovelace (ada_l)"),
    "Assignment_4_ada_l_attempt_2026-11-28-10-11-12_04_gradient_descent.ts": "",
    "Assignment_4_ada_l_attempt_2026-11-29-08-00-00_04_gradient_descent.ts": "",
    "Assignment_4_bob_attempt_2026-11-28-10-11-12_work.zip": "",
  };
  const first = "2026-11-28T10:11:12  2026,11,28,10,11,12";
  assertEquals(await splitLines(blackboard, files), [
    `ada_l | Ada (Augusta) Lovelace | : Assignment_4_ada_l_attempt_2026-11-28-10-11-12.txt ${first}`,
    `ada_l | Ada (Augusta) Lovelace | : 04_gradient_descent.ts ${first}`,
    "ada_l | Ada (Augusta) Lovelace | : 04_gradient_descent.ts 2026-11-29T08:00:00  2026,11,29,8,0,0",
    `bob |  | : work.zip ${first}`,
  ]);
});

Deno.test("blackboard: neither a file's name nor a receipt makes a file another student's", async () => {
  const files = {
    "HW_mallory_attempt_2026-11-28-10-11-12_HW_bob_attempt_2026-12-01-00-00-00_04_gradient_descent.ts": "",
    "HW_mallory_attempt_2026-11-28-10-11-12_HW_bob_attempt_2026-12-01-00-00-00.txt": receipt("Bob (bob)"),
    "HW_mallory_attempt_2026-11-28-10-11-12.txt": receipt("Bob (bob)"),
  };
  const lines = await splitLines(blackboard, files);
  assertEquals(lines.map((line) => line.split(":")[0]), ["mallory |  | ", "mallory |  | ", "mallory |  | "]);
});
