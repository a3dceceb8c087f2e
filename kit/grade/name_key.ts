/**
 * The key of an anonymous grading: which number stands for which student.
 * @module
 */
import { join } from "node:path";
import { UsageError } from "../base/usage_error.ts";
import { writePrivately } from "../base/write.ts";

/** The name of the file in the class's folder. Only the user can read it. */
const NAME = "names.json";

/** A line of the key. */
interface Line {
  number: number;
  student: string;
  name: string;
}

/** The numbers of the students of a class. A number never changes, and is never given to another student. */
export class NameKey {
  readonly #path: string;
  readonly #lines: Map<string, Line>;

  private constructor(path: string, lines: Map<string, Line>) {
    this.#path = path;
    this.#lines = lines;
  }

  /** Reads the key in `folder`, or begins one. @throws {UsageError} If the file is not a key. */
  static async read(folder: string): Promise<NameKey> {
    const path = join(folder, NAME);
    const text = await Deno.readTextFile(path).catch((error) => {
      if (error instanceof Deno.errors.NotFound) return "[]";
      throw new UsageError(
        `${path} cannot be read (${error.message}): repair this, or delete the file for new numbers.`,
      );
    });
    return new NameKey(path, linesIn(text, path));
  }

  /**
   * Gives numbers to the students who have none. Their order is random: in the order of their names, or of a hash of
   * them, a list of the class would tell who is who.
   * @throws {UsageError} If the file cannot be written.
   */
  async add(students: Iterable<{ student: string; name: string }>): Promise<void> {
    const added = [...students].filter(({ student }) => !this.#lines.has(student));
    if (added.length === 0) return;
    for (const { student, name } of inAnyOrder(added)) {
      this.#lines.set(student, { number: this.#lines.size + 1, student, name });
    }
    const lines = [...this.#lines.values()].map((line) => `  ${JSON.stringify(line)}`).join(",\n");
    await writePrivately(this.#path, `[\n${lines}\n]\n`);
  }

  /** The number of a student. @throws {RangeError} If the student has none. */
  numberOf(student: string): number {
    const line = this.#lines.get(student);
    if (!line) throw new RangeError(`${student} has no number: add the student first.`);
    return line.number;
  }

  /** All numbers that were given. */
  numbers(): number[] {
    return [...this.#lines.values()].map(({ number }) => number);
  }
}

function linesIn(text: string, path: string): Map<string, Line> {
  try {
    const lines: Line[] = JSON.parse(text);
    const found = new Map(lines.map(({ number, student, name }) => [student, { number, student, name }]));
    const isKey = [...found.values()].every(({ number, student, name }, i) =>
      number === i + 1 && typeof student === "string" && typeof name === "string"
    );
    if (isKey && found.size === lines.length) return found;
  } catch {
    // refused below, like a value of another kind
  }
  throw new UsageError(`${path} is not a key of names: copy it again, or delete it for new numbers.`);
}

function inAnyOrder<Item>(items: readonly Item[]): Item[] {
  const keyed = items.map((item) => ({ item, key: crypto.randomUUID() }));
  return keyed.sort((a, b) => a.key < b.key ? -1 : 1).map(({ item }) => item);
}
