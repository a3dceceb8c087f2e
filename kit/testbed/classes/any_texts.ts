/**
 * A class in which every text that a student or a platform can choose is any text, for tests of the reports.
 * @module
 */
import fc from "fast-check";
import type { ClassResults } from "../../grade/reports/class_results.ts";
import { sampleResults } from "./results.ts";

/** The fields with such texts. */
const FIELDS = ["student", "name", "email", "message", "printed", "source", "text", "path", "reason", "submittedAt"];

/** Parts of texts that have a meaning in XML, CSV, HTML, a terminal, or for a spreadsheet. */
const PARTS = [
  ..."=+-@＝\t\r\n\0\x1b\x7f\x85\u2028\ufeff\ufffe\uffff\ud800\udc00\u202e\u200f\u0301'\"`,;|&<> \u00a0aé学🎉",
  ..."]]> <![CDATA[ --> &#0; &lt; </system-out> \r\n ::error:: ##vso[x] \\u{0} \\ud800".split(" "),
];

/** Results with any texts. */
export function anyTexts(): fc.Arbitrary<ClassResults> {
  const parts = fc.string({ unit: fc.constantFrom(...PARTS), maxLength: 12 });
  // the unit "binary" of fast-check, which is nearly the same, needs almost a second when it is first used
  const characters = fc.string({
    unit: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
  });
  const text = fc.oneof(parts, characters);
  return fc.infiniteStream(text).map((texts) => {
    const next = () => texts.next().value!;
    return withTexts(sampleResults(), next) as ClassResults;
  });
}

function withTexts(value: unknown, next: () => string): unknown {
  if (Array.isArray(value)) return value.map((item) => withTexts(item, next));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, field]) => [
    key,
    typeof field === "string" && FIELDS.includes(key) ? next() : withTexts(field, next),
  ]);
  return Object.fromEntries(entries);
}
