import { assertEquals } from "@std/assert";
import { csvRecords } from "./csv_records.ts";

Deno.test("csvRecords() reads quotes, commas, line breaks and missing fields", () => {
  const text = 'name,"a ""b""",__proto__\r\n"x, y\nz",1\n\nlast,,3,4';
  assertEquals(csvRecords(text).map((record) => Object.entries(record)), [
    [["name", "x, y\nz"], ['a "b"', "1"], ["__proto__", undefined]],
    [["name", "last"], ['a "b"', ""], ["__proto__", "3"]],
  ] as never);
  assertEquals(csvRecords(""), []);
});
