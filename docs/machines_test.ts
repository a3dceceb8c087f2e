/**
 * The files in docs/machines/ start the worker as deno.json does, and use what the database has.
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { readText } from "../kit/base/read_text.ts";
import { PG_BOSS } from "../kit/grade/queue/settings.ts";

const folder = join(import.meta.dirname!, "machines");
const read = (name: string) => readText(join(folder, name));
const { tasks } = JSON.parse(await readText(join(folder, "../../deno.json")));
const words = (tasks["grade-worker"].command as string).split("&& ")[1].split(" ");

Deno.test("the unit of systemd and the image start the worker as deno task grade-worker does", async () => {
  assertStringIncludes(await read("downhill.service"), `ExecStart=/usr/local/bin/${words.join(" ")} --db `);
  assertStringIncludes(await read("Dockerfile"), `ENTRYPOINT ${JSON.stringify(words).replaceAll(",", ", ")}`);
});

Deno.test("the image fetches the version of pg-boss that the worker loads", async () => {
  assertStringIncludes(await read("Dockerfile"), ` ${PG_BOSS}\n`);
});

Deno.test("the unit of systemd lets a worker finish, and then ends everything that is left", async () => {
  const unit = await read("downhill.service");
  assertEquals(unit.match(/^(KillMode|Restart)=.*$/gm), ["KillMode=control-group", "Restart=always"]);
  assert(unit.includes('ExecStop=/bin/sh -c \'kill -s TERM "$MAINPID" && exec tail --pid="$MAINPID" -f /dev/null\''));
});

Deno.test("neither the image nor git gets the secrets or what students have handed in", async () => {
  const [image, git] = await Promise.all([read("Dockerfile.dockerignore"), read(".gitignore")]);
  const compose = await read("compose.yaml");
  for (const [, secret] of compose.matchAll(/^\s+(?:env_file|file): (\S+)/gm)) {
    assert(image.split("\n").includes(`**/${secret}`), secret);
    assert(git.split("\n").includes(secret), secret);
  }
  for (const folder of ["grades", "lessons", ".git"]) assert(image.split("\n").includes(folder), folder);
});

Deno.test("the autoscaler reads a column that the view has", async () => {
  const [, column] = /query: select (\w+) from downhill\.grading_load/.exec(await read("keda.yaml"))!;
  const views = await readText(join(folder, "../../kit/grade/queue/sql/views.sql"));
  assertStringIncludes(views, ` as ${column}\n`);
});
