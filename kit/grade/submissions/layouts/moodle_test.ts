import { assertEquals } from "@std/assert";
import { splitLines } from "../../../testbed/classes/split_lines.ts";
import { moodle } from "./moodle.ts";

Deno.test("moodle: a folder for each student, of new and old versions, and texts that were typed in", async () => {
  const files = {
    "Ada Lovelace_1234567_assignsubmission_file/04_gradient_descent.ts": "",
    "Bob O'Neil-Smith_1234568_assignsubmission_file_/04_gradient_descent.ts": "",
    "Bob O'Neil-Smith_1234568_assignsubmission_onlinetext_/onlinetext.html": "",
    "Group A_12_assignsubmission_file_/04_gradient_descent.ts": "",
    "Default group_assignsubmission_file_/04_gradient_descent.ts": "",
    "notes.txt": "",
  };
  assertEquals(await splitLines(moodle, files), [
    "1234567 | Ada Lovelace | : Ada Lovelace_1234567_assignsubmission_file   ",
    "1234568 | Bob O'Neil-Smith | : Bob O'Neil-Smith_1234568_assignsubmission_file_   ",
    "1234568 | Bob O'Neil-Smith | ",
    "Default group | Default group | : Default group_assignsubmission_file_   ",
    "12 | Group A | : Group A_12_assignsubmission_file_   ",
    "other: notes.txt",
  ]);
});

Deno.test("moodle: without folders, a file cannot pretend to be another student's", async () => {
  const files = {
    "Ada Lovelace_1234567_assignsubmission_file_04_gradient_descent.ts": "",
    "Mallory_66_assignsubmission_file_Ada Lovelace_1234567_assignsubmission_file_04_gradient_descent.ts": "",
    "李 明_1234568_assignsubmission_file_work.zip": "",
    "Participant_99_assignsubmission_onlinetext_onlinetext.html": "",
  };
  assertEquals(await splitLines(moodle, files), [
    "1234567 | Ada Lovelace | : 04_gradient_descent.ts   ",
    "66 | Mallory | : Ada Lovelace_1234567_assignsubmission_file_04_gradient_descent.ts   ",
    "99 | Participant | ",
    "1234568 | 李 明 | : work.zip   ",
  ]);
});

Deno.test("moodle: recognizes no other folders", async () => {
  assertEquals(await splitLines(moodle, { "ada/04_gradient_descent.ts": "", "ada_1_file_/04.ts": "" }), []);
});
