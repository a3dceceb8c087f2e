import { assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { hasKernelLimits } from "../../../base/limits.ts";
import { entriesOf, gzipOf, type PackedEntry, renamed, tarOf, zipOf } from "../../../testbed/classes/pack.ts";
import { withFolder } from "../../../testbed/classes/with_folder.ts";
import { withVariables } from "../../../testbed/with_variables.ts";
import type { Item } from "../files/item.ts";
import { type ArchiveLimits, CLASS_LIMITS, STUDENT_LIMITS } from "./archive_limits.ts";
import { readArchive } from "./read_archive.ts";

const LESSONS = ["04_gradient_descent", "05_autodiff"];
const NAME = "04_gradient_descent.ts";

/** Every file in the archive in a line: its kind, path, content or problem. Folders are only in the paths. */
async function listed(archive: Uint8Array<ArrayBuffer>, limits: ArchiveLimits = STUDENT_LIMITS): Promise<string[]> {
  return await withFolder({ "it, too": archive }, async (folder) => {
    const opened = await readArchive(join(folder, "it, too"), "a", LESSONS, limits);
    if ("problem" in opened) return [opened.problem];
    await using _ = opened;
    return (await Promise.all(opened.items.map(lines))).flat();
  });
}

async function lines(item: Item): Promise<string[]> {
  if (item.kind === "folder") return (await Promise.all((await item.children()).map(lines))).flat();
  const text = item.content === null ? item.problem ?? "-" : JSON.stringify(await Deno.readTextFile(item.content));
  return [`${item.kind} ${item.path} ${text}`];
}

const both = (entries: PackedEntry[]) => Promise.all([zipOf(entries), tarOf(entries)]);

Deno.test("readArchive() takes lessons and lists out of an archive, and only lists the rest", async () => {
  const files = {
    [`lessons/${NAME}`]: "export {};",
    "lessons/Ünder.txt": "never read",
    "b/submission_metadata.yml": "---",
    [`b/solutions/${NAME}`]: "never read",
  };
  const expected = [
    'file a/b/submission_metadata.yml "---"',
    `file a/b/solutions/${NAME} -`,
    `file a/lessons/${NAME} "export {};"`,
    "file a/lessons/Ünder.txt -",
  ];
  const tar = await tarOf(entriesOf(files));
  for (const archive of [await zipOf(entriesOf(files)), tar, await gzipOf(tar)]) {
    assertEquals((await listed(archive)).sort(), expected.sort());
  }
});

Deno.test("… reads what an empty file, an empty archive, and folders at the top look like", async () => {
  assertEquals(await listed(await zipOf([])), []);
  assertEquals(await listed(await tarOf([{ name: NAME }])), [`file a/${NAME} ""`]);
  const entries: PackedEntry[] = [{ name: "./", type: "directory" }, { name: `./${NAME}`, content: "x" }];
  assertEquals(await listed(await tarOf(entries)), [`file a/${NAME} "x"`]);
});

Deno.test("… refuses paths that lead out of the folder", async () => {
  const paths = [`../${NAME}`, `b/../../${NAME}`, `/${NAME}`, `b/\x1b[2J${NAME}`, `b\\${NAME}`, `C:/${NAME}`];
  for (const path of paths) {
    const same = "x".repeat(path.length - NAME.length) + NAME; // zip.js would not write the path itself
    const zip = renamed(await zipOf([{ name: same, content: "evil" }]), same, path);
    for (const archive of [zip, await tarOf([{ name: path, content: "evil" }])]) {
      const [line, ...others] = await listed(archive);
      assertEquals(others, []);
      assertMatch(line, /^file .* has .*: (hand in|pack|rename) .*\.$/s, path);
    }
  }
});

Deno.test("… never follows or makes links, and makes no devices", async () => {
  const link = { name: NAME, linkname: "/etc/passwd" };
  assertEquals(await listed(await zipOf([{ ...link, type: "symlink" }])), [`link a/${NAME} -`]);
  assertEquals(await listed(await tarOf([{ ...link, type: "symlink" }])), [`link a/${NAME} -`]);
  assertEquals(await listed(await tarOf([{ ...link, type: "link" }])), [`link a/${NAME} -`]);
  for (const type of ["character-device", "block-device", "fifo"] as const) {
    assertEquals(await listed(await tarOf([{ name: NAME, type }])), [`other a/${NAME} -`]);
  }
});

Deno.test("… lists a name that is there twice twice", async () => {
  const [zip, tar] = [
    renamed(
      await zipOf([{ name: NAME, content: "1" }, { name: NAME.toUpperCase(), content: "2" }]),
      NAME.toUpperCase(),
      NAME,
    ),
    await tarOf([{ name: NAME, content: "1" }, { name: NAME, content: "2" }]),
  ];
  for (const archive of [zip, tar]) assertEquals(await listed(archive), [`file a/${NAME} "1"`, `file a/${NAME} "2"`]);
});

Deno.test("… refuses a file with a wrong checksum, an encrypted one and one that is too long, and reads the others", async () => {
  const other = { name: "05_autodiff.ts", content: "right" };
  const zip = await zipOf([{ name: NAME, content: "0123456789" }, other]);
  const start = zip.findIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === 1); // the directory
  const broken = zip.slice();
  broken[start + 16] ^= 1; // the checksum, in the directory and in front of or behind the file
  broken[14] ^= 1;
  const behind = zip.findIndex((_, i) => zip[i] === 0x50 && zip[i + 1] === 0x4b && zip[i + 2] === 7);
  if (behind > 0) broken[behind + 4] ^= 1;
  const right = 'file a/05_autodiff.ts "right"';
  assertEquals(await listed(broken), [`file a/${NAME} is damaged in the archive: pack it again.`, right]);

  const encrypted = await zipOf([{ name: NAME, content: "secret", password: "?" }, other]);
  assertEquals(await listed(encrypted), [`file a/${NAME} is encrypted: hand it in without a password.`, right]);

  for (const archive of await both([{ name: NAME, content: "x".repeat(1_000_001) }, other])) {
    const problem = "is 1 MB long, but at most 1 MB are read: is it the right file?";
    assertEquals(await listed(archive), [`file a/${NAME} ${problem}`, right]);
  }
});

Deno.test("… refuses archives that are damaged, incomplete or no archives", async () => {
  const text = Array.from({ length: 2000 }, (_, i) => i * 7919 % 9973).join();
  const [zip, tar] = await both([{ name: NAME, content: text }]);
  const gzip = await gzipOf(tar);
  const damaged = ["is damaged or incomplete: pack it again."];
  for (const archive of [zip, tar, gzip]) {
    assertEquals(await listed(archive.slice(0, archive.length * 0.6)), damaged);
  }
  assertEquals(await listed(new TextEncoder().encode("PK\x03\x04 and nothing else".padEnd(200))), damaged);
  assertEquals(await listed(await gzipOf(new TextEncoder().encode("not a tar archive".padEnd(600)))), damaged);
  assertEquals(await listed(new TextEncoder().encode("%PDF")), [
    "is not an archive: hand in a .zip or a .tar.gz archive.",
  ]);
});

Deno.test("… refuses bombs before it writes anything", async () => {
  const zeros = new Uint8Array(60_000_000);
  const words = /^is [\d.]+ MB long and would be unpacked to [\d.,]+ MB or more: hand in only the lessons\.$/;
  const entries = [{ name: "zeros.bin", content: zeros }];
  assertMatch((await listed(await zipOf(entries))).join(), words);
  assertMatch((await listed(await gzipOf(await tarOf(entries)))).join(), words);
  for (const archive of await both([{ name: "a.txt", content: "x".repeat(20_000) }])) {
    assertMatch((await listed(archive, { ...STUDENT_LIMITS, bytes: 19_999 })).join(), words);
  }
});

Deno.test("… refuses to take out many files that share their bytes in the archive", async () => {
  const zip = await zipOf([{ name: NAME, content: "x".repeat(50_000) }]);
  const [directory, end] = [1, 5].map((kind) =>
    zip.findIndex((_, i) => zip.subarray(i, i + 4).toHex() === `504b0${kind}0${kind + 1}`)
  );
  const entry = zip.slice(directory, end);
  const copies = new Uint8Array(
    await new Blob([zip.slice(0, directory), ...Array(300).fill(entry), zip.slice(end)]).arrayBuffer(),
  );
  const view = new DataView(copies.buffer, copies.length - 22);
  for (const at of [8, 10]) view.setUint16(at, 300, true);
  view.setUint32(12, 300 * entry.length, true);
  const words = /^is [\d.]+ MB long and would be unpacked to [\d.]+ MB or more: hand in only the lessons\.$/;
  assertMatch((await listed(copies)).join(), words); // 15 MB in all, from 15 kB
  assertMatch((await listed(zip, { ...STUDENT_LIMITS, takenBytes: 49_999 })).join(), words);
});

Deno.test("… refuses a file that is longer than the archive states", async () => {
  const zip = await zipOf([{ name: NAME, content: "x".repeat(1000) }]);
  const view = new DataView(zip.buffer);
  for (let i = 0; i + 4 <= zip.length; i++) if (view.getUint32(i, true) === 1000) view.setUint32(i, 5, true);
  assertEquals(await listed(zip), [`file a/${NAME} is damaged in the archive: pack it again.`]);
});

Deno.test("… refuses too many files", async () => {
  const few = { ...STUDENT_LIMITS, files: 3 };
  const entries = Array.from({ length: 4 }, (_, i) => ({ name: `${i}.txt` }));
  for (const archive of await both(entries)) {
    assertEquals(await listed(archive, few), ["has more than 3 files: hand in only the lessons."]);
    assertEquals((await listed(archive, { ...few, files: 4 })).length, 4);
  }
});

Deno.test("… takes archives out of a class's archive, but not out of a student's", async () => {
  const zip = await zipOf([{ name: "ada.zip", content: "PK…" }]);
  assertEquals(await listed(zip, CLASS_LIMITS), ['file a/ada.zip "PK…"']);
  assertEquals(await listed(zip, STUDENT_LIMITS), ["file a/ada.zip -"]);
});

Deno.test("… ends a reader that takes too long or too much memory", async () => {
  const [zip] = await both([{ name: NAME, content: "x" }]);
  assertEquals(await listed(zip, { ...STUDENT_LIMITS, seconds: 0.001 }), [
    "takes longer than 0.001 s to read: hand in only the lessons.",
  ]);
  if (!hasKernelLimits()) return; // only Linux limits the memory
  assertEquals(await listed(zip, { ...STUDENT_LIMITS, memoryMiB: 20 }), [
    "needs too much memory to read: hand in only the lessons.",
  ]);
});

Deno.test("… leaves no files, whether an archive can be read or not", async () => {
  const files = {
    "right.zip": await zipOf([{ name: NAME, content: "x" }]),
    "wrong.zip": "PK\x03\x04",
    "tmp/.keep": "",
  };
  await withFolder(files, async (path) => {
    const left = await withVariables(
      { TMPDIR: join(path, "tmp") },
      `import { readArchive } from ${JSON.stringify(import.meta.resolve("./read_archive.ts"))};
      const seen = [];
      for (const name of ["right.zip", "wrong.zip"]) {
        const opened = await readArchive(${JSON.stringify(`${path}/`)} + name, name, ${JSON.stringify(LESSONS)}, ${
        JSON.stringify(STUDENT_LIMITS)
      });
        seen.push([...Deno.readDirSync(Deno.env.get("TMPDIR"))].length);
        await opened[Symbol.asyncDispose]?.();
        seen.push([...Deno.readDirSync(Deno.env.get("TMPDIR"))].length);
      }
      console.log(JSON.stringify(seen));`,
    );
    assertEquals(left, [2, 1, 1, 1]); // .keep, and the folder of the first archive while it is open
  });
});
