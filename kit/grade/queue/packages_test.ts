import { assertEquals } from "@std/assert";
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { PG_BOSS } from "./settings.ts";

/** The part of a lock file that we read. */
interface Lock {
  specifiers: Record<string, string>;
  npm: Record<string, { integrity: string }>;
}

const readLock = async (path: string) => JSON.parse(await Deno.readTextFile(path)) as Lock;
const [course, machines] = await Promise.all([
  readLock(join(root, "deno.lock")),
  readLock(join(import.meta.dirname!, "deno.lock")),
]);

Deno.test("the lock file for many machines has the packages of deno.lock, each with its checksum, and pg-boss", () => {
  for (const [name, { integrity }] of Object.entries(course.npm)) {
    assertEquals(machines.npm[name]?.integrity, integrity, name);
  }
  const more = Object.keys(machines.specifiers).filter((name) => !(name in course.specifiers));
  assertEquals(more, [PG_BOSS]);
});

Deno.test("learners do not download what only many machines need", () => {
  const packages = Object.keys(course.npm).filter((name) => /^(pg|pg-.*|pgpass|postgres-.*)@/.test(name));
  assertEquals(packages, []);
});

Deno.test("without --db, deno task grade loads nothing that is for a database", async () => {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: [
      "info",
      "--json",
      `--config=${join(root, "deno.json")}`,
      `--lock=${join(root, "deno.lock")}`,
      join(root, "tasks/grade.ts"),
    ],
  }).output();
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as { modules: { specifier: string }[] };
  const loaded = modules.map(({ specifier }) => specifier.split("/kit/grade/queue/")[1]).filter((name) =>
    name !== undefined
  );
  assertEquals(loaded.sort(), ["local.ts", "queue.ts", "run_with_packages.ts"]);
});
