import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { fileNameOf } from "./file_names.ts";

Deno.test("fileNameOf() keeps an identifier that is a safe file name", () => {
  for (const student of ["ada", "1234567", "ada.lovelace-2", "a_b", "x".repeat(64)]) {
    assertEquals(fileNameOf(student), student);
  }
});

for (
  const [student, beginning] of [
    ["Ada Lovelace", "Ada_Lovelace"],
    ["学生 一", "学生_一"],
    ["हिन्दी", "हिन्दी"],
    ["../../etc/passwd", "etc_passwd"],
    ["C:\\Users\\ada", "C_Users_ada"],
    [".hidden", "hidden"],
    ["ada.", "ada"],
    ["", "student"],
    ["..", "student"],
    ["\u0301\u202e\0\ud800", "student"],
    ["con", "con"],
    ["aux.txt", "aux_txt"],
    ["x".repeat(300), "x".repeat(40)],
    ["ada-0123456789ab", "ada_0123456789ab"],
  ]
) {
  Deno.test(`fileNameOf() changes ${JSON.stringify(student.slice(0, 20))}, and adds a part of its hash`, () => {
    const name = fileNameOf(student);
    assertEquals(name.slice(0, -13), beginning);
    assertMatch(name.slice(-13), /^-[0-9a-f]{12}$/);
    assertEquals(fileNameOf(student), name);
    assert(fileNameOf(name) !== name); // no student takes the name of another
  });
}

Deno.test("fileNameOf() gives different names to identifiers that some systems take for the same", () => {
  const alike = [["ada", "Ada", "ADA"], ["Zo\u00eb", "Zoe\u0308"], ["a/b", "a\\b", "a_b"], [
    "\ud800",
    "\ud801",
    "\ufffd",
  ]];
  for (const students of alike) {
    const names = students.map((student) => fileNameOf(student).normalize("NFC").toLowerCase());
    assertEquals(new Set(names).size, students.length);
  }
});

Deno.test("fileNameOf() gives every identifier a short name without anything that a system would obey", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 300 }), (student) => {
    const name = fileNameOf(student);
    assertMatch(name, /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]*$/u);
    assert(new TextEncoder().encode(name).length <= 180);
    assert(!/\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name));
  }));
});
