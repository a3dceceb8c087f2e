/**
 * Tests that the oldest and the newest Deno do what the guides for learners, instructors and graders say, in a clone of
 * the last commit.
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { readText } from "../../../base/read_text.ts";
import { removeFolder } from "../../remove_folder.ts";
import { root } from "../../../base/root.ts";
import { isRepository, windowsClone } from "../clone.ts";
import { denoOf } from "../deno_of.ts";
import { runCommand, skippedUnless } from "../place.ts";

/** The oldest version that CONTRIBUTING.md names, and the newest on npm. */
const VERSIONS = ["2.8", "latest"];

/** The guides whose commands are run. */
const GUIDES = ["README.md", "docs/graders.md"];

/** What they name as an example of submissions. */
const SUBMISSIONS = /homework\.zip|\/path\/to\/submission/;

/** A command that takes minutes, because it judges every wrong answer to every lesson. Here, one lesson is enough. */
const VERIFY = "task verify";

/** Commands that exit with 1, because no lesson of the clone is solved. */
const UNSOLVED = ["--hint", "--compare"];

const commands = await commandsOfGuides();

for (const version of VERSIONS) {
  const deno = isRepository ? await denoOf(version) : null;
  const isThis = deno !== null && await versionOf(deno) === Deno.version.deno;
  const why = isThis
    ? "because it is this Deno, with which all other tests run"
    : "because npx did not fetch it, or this is not a repository";
  Deno.test({
    name: `Deno ${version} does what the guides say`,
    ...skippedUnless(deno !== null && !isThis, `Deno ${version}, ${why}`),
    fn: async () => {
      const scratch = await Deno.makeTempDir({ prefix: "downhill-" });
      const folder = join(scratch, "course");
      try {
        await windowsClone(folder);
        for (const { env, words } of commands) {
          const { code, stdout, stderr } = await runCommand([...deno!, ...words], folder, env);
          assertEquals(
            code,
            words.some((word) => UNSOLVED.includes(word)) ? 1 : 0,
            `${words.join(" ")}: ${stdout}${stderr}`,
          );
        }
      } finally {
        removeFolder(scratch);
      }
    },
  });
}

/** The commands in the guides, except those that wait for input. */
async function commandsOfGuides(): Promise<{ env: Record<string, string>; words: string[] }[]> {
  const lines = (await Promise.all(GUIDES.map(linesOf))).flat()
    .map((line) => line.replace(/ *#.*/, "").replace(SUBMISSIONS, "solutions").replace("npx -y deno@2", "deno"))
    .filter((line) => !/--watch|--page/.test(line)); // these do not end by themselves
  return [...new Set(lines)].map((line) => {
    const [, variable, value, rest] = /^(?:(\w+)=(\S+) )?deno (.*)$/.exec(line)!;
    const command = rest === VERIFY ? `${VERIFY} 4` : rest;
    return { env: variable ? { [variable]: value } : {}, words: command.split(/ +/) };
  });
}

/** The lines of the commands in a guide. */
async function linesOf(guide: string): Promise<string[]> {
  const blocks = (await readText(join(root, guide))).matchAll(/^```sh\n(.*?)^```/gms);
  const lines = [...blocks].flatMap(([, block]) => block.trim().split("\n"));
  assert(lines.length > 0, `${guide} has no commands.`);
  return lines;
}

/** The version of the Deno that a command starts: "2.8.3". */
async function versionOf(deno: readonly string[]): Promise<string | undefined> {
  const { stdout } = await runCommand([...deno, "--version"], ".");
  return /^deno (\S+)/.exec(stdout)?.[1];
}
