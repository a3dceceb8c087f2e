/**
 * A class of seven students with every status that a lesson can have, for tests of the reports.
 * @module
 */
import { sha256 } from "../../base/sha256.ts";
import { type ClassResults, classResults, type StudentResult } from "../../grade/reports/class_results.ts";
import type {
  ClassEntry,
  Entry,
  GradedCheck,
  StudentEntry,
  StudentFile,
  VerdictEntry,
} from "../../grade/journal/entry.ts";

/** The results of the class, made from {@linkcode sampleEntries}. */
export function sampleResults(): ClassResults {
  return classResults(sampleEntries());
}

/** The results of a student of the class. */
export function sampleStudent(identifier: string): StudentResult {
  return sampleResults().students.find(({ student }) => student === identifier)!;
}

/** The students who show what a report can contain: known mistakes, hostile texts, and a lesson that waits. */
export const SHOWN_STUDENTS = ["bo", '=HYPERLINK("https://example.org")', "fox"];

/** What a check says about a lesson, where it is not a pass. */
type Verdict = Partial<GradedCheck> & Pick<GradedCheck, "status">;

/**
 * Text that tries to break out of a report, a spreadsheet or a log. Verdicts contain such text only after `printable`,
 * but a report must not rely on it.
 */
export const HOSTILE =
  "</script><img src=x onerror=alert(1)>]]>&amp;<!-- \"'\u0000\u001b[31m\u202e\ufffe\ud800\r\n::error::no ##vso[x]";

/** The lessons and checks of the small course. */
const CLASS: ClassEntry = {
  type: "class",
  version: 1,
  course: "A small course",
  isAnew: false,
  seed: 42,
  device: "auto",
  lessons: [
    {
      id: "03_exhaustive_search",
      title: "A search",
      fingerprint: "0123456789abcdef",
      checks: [
        { id: "03-minimum", name: "finds the minimum of x²", points: 1 },
        { id: "03-other", name: "finds the minimum of another function", points: 1 },
        { id: "03-copy", name: "leaves the start as it is", points: 1 },
      ],
    },
    {
      id: "04_gradient_descent",
      title: "Gradient descent by hand",
      fingerprint: "0123456789abcdef",
      checks: [
        { id: "04-minimum", name: "reaches the minimum of x²", points: 2 },
        { id: "04-losses", name: "notes the loss after each step", points: 1 },
        { id: "04-general", name: "works for other functions and learning rates", points: 2 },
        { id: "04-zero", name: "does nothing in 0 steps", points: 1 },
        { id: "04-diverges", name: "predicts where the walk diverges", points: 2 },
      ],
    },
    {
      id: "20_fashion_mnist",
      title: "Clothes, ten kinds",
      fingerprint: "0123456789abcdef",
      checks: [
        { id: "20-part", name: "counts a part", points: 1 },
        { id: "20-quick", name: "counts quickly", points: 2 },
        { id: "20-mean", name: "finds the mean of an image", points: 1 },
        { id: "20-variable", name: "changes the variable, and does not dispose of it", points: 1 },
        { id: "20-memory", name: "needs no more memory from step to step", points: 1 },
        { id: "20-move", name: "moves a tensor", points: 1 },
      ],
    },
  ],
};

const [SEARCH, DESCENT, IMAGES] = CLASS.lessons.map(({ id }) => id);

const UPHILL = {
  mutant: "adds the gradient instead of subtracting it",
  text: "These are the results of code that adds the gradient instead of subtracting it: does your code do that?",
};

const LEAK = {
  mutant: "keeps every tensor",
  text: "These are the results of code that keeps every tensor: does your code do that?",
};

/** The lines of the class's journal. */
export function sampleEntries(): Entry[] {
  return [
    CLASS,
    // all right; one check cannot run on this device
    student("ada", "Ada Lovelace", "ada@example.org", [
      file("ada", SEARCH, "2026-11-28T10:11:12Z", false),
      file("ada", DESCENT, "2026-11-28T10:11:12Z", false),
      file("ada", IMAGES, "2026-11-28T10:11:12Z", false),
    ]),
    verdict("ada", SEARCH, { "03-minimum": { status: "pass", printed: "x is 2\nx is 1.96\n" } }),
    picture("ada", SEARCH, "The loss falls from 4 to 1e-6 in 2,000 steps."),
    verdict("ada", DESCENT),
    picture("ada", DESCENT, "The loss falls from 3.84 to 1.13e-17 in 1,000 steps."),
    verdict("ada", IMAGES, { "20-quick": { status: "skipped", message: "This check would take minutes on cpu." } }),
    { type: "picture", lesson: IMAGES, sha256: hash("ada", IMAGES), file: null, summary: "", message: "It is empty." },
    // an untouched stub, a known mistake, and a lesson that was refused
    {
      ...student("bo", "Bø Ünal-Ōe 🎉", "bo@example.org", [
        file("bo", SEARCH, "2026-11-28T10:11:12Z", false),
        file("bo", DESCENT, "2026-12-02T23:59:59Z", true),
      ]),
      refused: [{
        path: `lessons/${IMAGES}_final.ts`,
        reason: `${IMAGES}_final.ts is not named ${IMAGES}.ts: rename it.`,
      }],
    },
    verdict("bo", SEARCH, {
      "03-minimum": { status: "todo", message: "move to the better neighbour", location: at(12, "return todo(…);") },
      "03-other": { status: "todo", message: "move to the better neighbour", location: at(12, "return todo(…);") },
      "03-copy": { status: "todo", message: "move to the better neighbour", location: at(12, "return todo(…);") },
    }),
    verdict("bo", DESCENT, {
      "04-minimum": {
        status: "fail",
        message: "x after 1,000 steps is 7.97e8, expected 3.37e−9 (2 · 0.98ⁿ): it moves uphill; do you add the " +
          "gradient where it should be subtracted?",
        hasCause: true,
        diagnosis: UPHILL,
        printed: "x is 2\nx is 2.04\nx is 2.0808\n",
      },
      "04-losses": { status: "fail", message: "losses[0] is 4.16, expected 3.84.", diagnosis: UPHILL },
      "04-general": { status: "fail", message: "x is 17, expected 3.", diagnosis: UPHILL },
      "04-diverges": { status: "fail", message: "The answer is too small: what does a step multiply x by?" },
    }, { diagnosis: UPHILL }),
    picture("bo", DESCENT, "The loss rises from 4.16 to 6.34e17 in 1,000 steps."),
    // an error, a loop without an end, and too much memory
    student("Céline", 'Céline "Cé" d’Arc, Dr.', "celine@example.org", [
      file("celine", SEARCH, "2026-11-28T10:11:12", null),
      file("celine", DESCENT, "2026-11-28T10:11:12", null),
      file("celine", IMAGES, "2026-11-28T10:11:12", null),
    ]),
    verdict("celine", SEARCH, {
      "03-other": {
        status: "error",
        message: "TypeError: Cannot read properties of undefined (reading 'toFixed')",
        location: at(23, "losses.at(-1).toFixed(3)"),
        hasCause: true,
      },
    }),
    verdict("celine", DESCENT, {
      "04-general": {
        status: "timeout",
        message: "gradientDescent did not return within 5 s: is there a loop whose condition never becomes false?",
        hasCause: true,
        durationMs: 5012,
      },
    }),
    verdict("celine", IMAGES, {
      "20-memory": {
        status: "memory",
        message: "The lesson needs more than 1,000 MiB of memory: is there a list or a tensor that grows in a loop?",
        hasCause: true,
      },
      "20-move": { status: "fail", message: "The tensor is on cpu, expected wasm.", diagnosis: LEAK },
    }, { diagnosis: LEAK, device: { backend: "webgpu", adapter: "NVIDIA H200" } }),
    // a file that cannot be imported, a crash, and no device
    student("dan", "Dan O'Neil", null, [
      file("dan", SEARCH, null, null),
      file("dan", DESCENT, null, null),
      file("dan", IMAGES, null, null),
    ]),
    verdict("dan", SEARCH, everyCheck(SEARCH, { status: "load", message: "SyntaxError: Unexpected token '}'" })),
    verdict("dan", DESCENT, {
      "04-zero": { status: "crash", message: "The lesson's process ended (SIGSEGV).", hasCause: true },
    }, { walls: 1 }),
    verdict("dan", IMAGES, everyCheck(IMAGES, { status: "skipped", message: "There is no GPU on this machine." })),
    // hostile text wherever a student can put any, a broken check, and a file that no machine could judge
    {
      ...student('=HYPERLINK("https://example.org")', `Eve ${HOSTILE}`, "+1@example.org", [
        file("eve", SEARCH, "2026-11-28T10:11:12Z", false, `../../${HOSTILE}.ts`),
        file("eve", DESCENT, "2026-11-28T10:11:12Z", false),
        file("eve", IMAGES, "2026-11-28T10:11:12Z", false),
      ]),
      ignored: ["deno.json", `notes ${HOSTILE}.txt`],
      refused: [{
        path: "04_gradient_descent.ts",
        reason: "04_gradient_descent.ts is a link: hand in the file itself.",
      }],
    },
    verdict("eve", SEARCH, {
      "03-minimum": {
        status: "fail",
        message: `The result is "${HOSTILE}".`,
        location: at(7, HOSTILE),
        diagnosis: { mutant: HOSTILE, text: HOSTILE },
        printed: HOSTILE.repeat(3),
      },
      "03-copy": { status: "pass", printed: HOSTILE },
    }),
    picture("eve", SEARCH, HOSTILE),
    verdict("eve", DESCENT, {
      "04-losses": {
        status: "error",
        message: "This check is broken, not your code (RangeError: Invalid array length): please report 04-losses.",
        fault: "course",
        hasCause: true,
      },
    }),
    {
      type: "not graded",
      lesson: IMAGES,
      sha256: hash("eve", IMAGES),
      message: "Three machines could not start its process: free some memory, then grade again.",
      gradedAt: "2026-12-03T12:00:00Z",
    },
    // the same file as Ada's, and a file that still waits
    student("fox", "Fox", "fox@example.org", [
      file("ada", SEARCH, "2026-11-30T10:11:12Z", true),
      file("fox", DESCENT, "2026-11-30T10:11:12Z", true),
    ]),
    // nothing that could be graded
    { ...student("gil", "Gil", null, []), ignored: ["homework.docx"] },
    // a student who left the class
    student("hal", "Hal", null, [file("hal", SEARCH, null, null)]),
    { type: "gone", student: "hal" },
  ];
}

function student(student: string, name: string, email: string | null, files: StudentFile[]): StudentEntry {
  return { type: "student", student, name, email, files, ignored: [], refused: [] };
}

function file(
  author: string,
  lesson: string,
  submittedAt: string | null,
  isLate: boolean | null,
  path = `lessons/${lesson}.ts`,
): StudentFile {
  return { lesson, sha256: hash(author, lesson), path, submittedAt, isLate };
}

/** Stands for the hash of a file. */
function hash(author: string, lesson: string): string {
  return sha256(`${author} ${lesson}`);
}

/** A verdict by which every check passed, except those in `others`. */
function verdict(
  author: string,
  lesson: string,
  others: Record<string, Verdict> = {},
  options: Partial<VerdictEntry> = {},
): VerdictEntry {
  const { checks } = CLASS.lessons.find(({ id }) => id === lesson)!;
  const judged = checks.map(({ id, name, points: maxPoints }, index): GradedCheck => {
    const found = others[id] ?? { status: "pass" };
    return {
      ...{ id, name, points: found.status === "pass" ? maxPoints : 0, maxPoints, message: "", location: null },
      ...{ fault: null, hasCause: false, diagnosis: null, printed: "", durationMs: 10 + index },
      ...found,
    };
  });
  const ran = judged.filter(({ status }) => status !== "skipped");
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    ...{ type: "verdict", lesson, sha256: hash(author, lesson), device: { backend: "cpu", adapter: null }, walls: 2 },
    checks: judged,
    points: sum(ran.map(({ points }) => points)),
    maxPoints: sum(ran.map(({ maxPoints }) => maxPoints)),
    ...{ diagnosis: null, seconds: 0.25, gradedAt: "2026-12-03T12:00:00Z" },
    ...options,
  };
}

function everyCheck(lesson: string, verdict: Verdict): Record<string, Verdict> {
  const { checks } = CLASS.lessons.find(({ id }) => id === lesson)!;
  return Object.fromEntries(checks.map(({ id }) => [id, verdict]));
}

function picture(author: string, lesson: string, summary: string): Entry {
  const sha256 = hash(author, lesson);
  return { type: "picture", lesson, sha256, file: `${lesson}-${sha256}.svg`, summary, message: "" };
}

function at(line: number, source: string): GradedCheck["location"] {
  return { line, column: 3, source };
}
