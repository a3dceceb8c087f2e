/**
 * @module
 */
import { join } from "node:path";
import { root } from "../../base/root.ts";
import { OPTIONS } from "../../grade/queue/run_with_packages.ts";
import { startDeno, type Started } from "../started.ts";
import type { Cluster } from "./cluster.ts";

/** Starts a process that grades lesson 04 of the small course on a cluster's workers, so that a test can kill it. */
export function startEqual({ postgres, name }: Cluster, submissions: string, out: string): Started {
  const program = join(import.meta.dirname!, "grade_program.ts");
  const words = [postgres.url(name, "submitter"), submissions, out];
  return startDeno(root, ["run", ...OPTIONS, "--no-check", program, ...words], {
    env: { PGPASSFILE: postgres.passwords, TMPDIR: postgres.temporary },
  });
}
