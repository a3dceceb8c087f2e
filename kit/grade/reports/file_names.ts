/**
 * The names of the files that belong to a student.
 * @module
 */
import { sha256 } from "../../base/sha256.ts";

/** An identifier that is a file name on every system: lower-case, because some systems do not distinguish case. */
const PLAIN = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

/** Names of devices on Windows, also with any ending: "con.txt". */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/** The end of a name that was changed: a plain identifier with such an end is also changed, so the two never meet. */
const HASHED = /-[0-9a-f]{12}$/;

/** How many characters of an identifier a changed name keeps. In UTF-8 they are at most 160 bytes; 255 are allowed. */
const KEPT = 40;

/**
 * A file name for a student, without an ending: the identifier itself if it is a safe name, and otherwise the
 * letters and digits in it, with a part of its hash. It depends on nothing but the identifier. Different
 * identifiers have different names, also on systems that do not distinguish case or kinds of accents.
 * @example
 * ```ts ignore
 * fileNameOf("ada.lovelace"); // "ada.lovelace"
 * fileNameOf("../Ada"); // "Ada-" and 12 hexadecimal digits
 * ```
 */
export function fileNameOf(student: string): string {
  if (PLAIN.test(student) && !RESERVED.test(student) && !HASHED.test(student)) return student;
  const words = student.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "_").replace(/^[_\p{M}]+/u, "");
  const kept = [...words].slice(0, KEPT).join("").replace(/_+$/, "");
  // JSON writes half of a surrogate pair as a code, so it changes the hash
  return `${kept || "student"}-${sha256(JSON.stringify(student)).slice(0, 12)}`;
}
