import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { withFolder } from "../testbed/classes/with_folder.ts";
import { NameKey } from "./name_key.ts";

const CLASS = ["ada", "bo", "cy"].map((student) => ({ student, name: student.toUpperCase() }));

Deno.test("NameKey keeps each number, also when students join or leave", () =>
  withFolder({}, async (folder) => {
    const key = await NameKey.read(folder);
    await key.add(CLASS);
    const before = CLASS.map(({ student }) => key.numberOf(student));
    assertEquals(before.toSorted(), [1, 2, 3]);
    const later = await NameKey.read(folder);
    await later.add([{ student: "dan", name: "Dan" }, CLASS[2]]);
    assertEquals(CLASS.map(({ student }) => later.numberOf(student)), before);
    assertEquals([later.numberOf("dan"), later.numbers()], [4, [1, 2, 3, 4]]);
  }));

Deno.test("NameKey gives numbers in any order, and stores them where only the user can read", () =>
  withFolder({}, async (folder) => {
    const many = Array.from({ length: 20 }, (_, i) => ({ student: `student${i}`, name: "" }));
    const key = await NameKey.read(folder);
    await key.add(many);
    // one of 20! orders is the order of the names
    assertEquals(many.every(({ student }, i) => key.numberOf(student) === i + 1), false);
    const { mode } = await Deno.stat(join(folder, "names.json"));
    if (Deno.build.os !== "windows") assertEquals(mode! & 0o777, 0o600);
  }));

Deno.test("NameKey refuses a file that is not a key", () =>
  withFolder({}, async (folder) => {
    const line = { number: 1, student: "ada", name: "Ada" };
    for (
      const wrong of [
        "{",
        "{}",
        "null",
        '["ada"]',
        JSON.stringify([{ ...line, number: 2 }]),
        JSON.stringify([line, line]),
      ]
    ) {
      await Deno.writeTextFile(join(folder, "names.json"), wrong);
      await assertRejects(() => NameKey.read(folder), UsageError, "is not a key of names", wrong);
    }
  }));
