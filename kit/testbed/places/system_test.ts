/**
 * Tests that the course starts on systems that keep their programs in other folders, lack some of them, or have
 * read-only folders.
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert";
import { courseCopy } from "../course_copy.ts";
import { assertJudges, canMount, LESSON, mounted, OVERLAY, type Place, runCommand, skippedUnless } from "./place.ts";

const course = await courseCopy(LESSON);
addEventListener("unload", () => course.remove());

/** A script that copies these programs into a folder. */
const COPIES = (...programs: string[]) => `
mkdir /mnt/bin
for program in ${programs.join(" ")}; do
  if path=$(command -v "$program"); then cp -L "$path" /mnt/bin/; fi
done`;

/** A script that makes these folders read-only. */
const READ_ONLY = (...folders: string[]) =>
  folders.map((folder) => `mount --bind "${folder}" "${folder}"; mount -o remount,bind,ro "${folder}"`).join("\n");

/** All programs that are needed to start a lesson, including bubblewrap. */
const PROGRAMS = [
  ...["prlimit", "setpriv", "setsid", "bwrap", "sh", "ps", "cp", "ln", "rm", "mkdir", "rmdir", "sleep", "dirname"],
  "/bin/true",
];

/** The places, by their special features: what is mounted, and what else differs. */
const PLACES: Record<string, Place & { script: string }> = {
  "util-linux is on PATH, but not in /usr/bin": {
    script: `${COPIES("prlimit", "setpriv")}${OVERLAY}
rm -f /usr/bin/prlimit /usr/bin/setpriv
PATH=$PATH:/mnt/bin`,
  },
  "/bin and /usr/bin have only a shell and env, and everything else is on PATH, as on NixOS": {
    script: `${COPIES(...PROGRAMS)}
mkdir /mnt/few
cp -L /bin/sh /usr/bin/env /mnt/few
mount --bind /mnt/few /usr/bin
PATH=/mnt/bin
hash -r`,
  },
  "there is no util-linux": { script: `${OVERLAY}\nrm -f /usr/bin/prlimit /usr/bin/setpriv`, walls: ["1"] },
  "there is no bubblewrap": { script: `${OVERLAY}\nrm -f /usr/bin/bwrap`, walls: ["1"] },
  "nothing may be executed in the temporary folder": {
    script: "mkdir /mnt/tmp\nmount -t tmpfs -o noexec downhill /mnt/tmp\nexport TMPDIR=/mnt/tmp",
  },
  "the course's folder is read-only": { script: READ_ONLY("$PWD"), words: ["--plots", "/mnt/plots"] },
};

for (const [name, { script, ...place }] of Object.entries(PLACES)) {
  Deno.test({
    name: `a lesson is judged where ${name}`,
    ...skippedUnless(canMount, `where ${name}, because nothing can be mounted here: this needs root on Linux`),
    fn: () => assertJudges(course, { ...place, wrap: mounted(script) }),
  });
}

Deno.test({
  name: "if a folder is read-only, or no folder can be written to, one sentence says so",
  ...skippedUnless(canMount, "where no folder can be written to, because nothing can be mounted here"),
  fn: async () => {
    const lesson = (script: string) => {
      const command = [...mounted(script), Deno.execPath(), "task", "--quiet", "lesson", LESSON, "--solution"];
      return runCommand(command, course.folder, { DOWNHILL_WALLS: "1" });
    };
    const noPlots = await lesson(READ_ONLY("$PWD"));
    assertMatch(noPlots.stdout, /^ {2}7 of 7 points in /m);
    assertMatch(noPlots.stderr, /^[^\n]*plots[^\n]* cannot be written because its folder is read-only: [^\n]*\n$/);
    const { code, stdout, stderr } = await lesson(READ_ONLY("/tmp", "/var/tmp"));
    assertEquals([code, stdout], [2, ""]);
    assertMatch(stderr, /^A lesson needs a temporary folder, and none of these is writable: \/tmp, [^\n]*\n$/);
  },
});
