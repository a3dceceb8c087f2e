/**
 * The files that this machine has claimed: while they are judged, they are in a folder that only this user can read.
 * @module
 */
import { join } from "node:path";
import type { BossJob } from "./database.ts";
import type { GradingJob } from "./queue.ts";
import { LOWEST_INTERACTIVE } from "./settings.ts";

/** A file that this machine judges. */
export interface ClaimedJob extends GradingJob {
  /** The id of the submission and of its job. */
  id: string;
  /** The number of the attempt: a later one makes this one's verdict invalid. */
  retryCount: number;
  /** The seed for the checks. */
  seed: number;
  /** The device for the checks. */
  device: string;
  /** Whether a student waits for the verdict. */
  isInteractive: boolean;
}

/** A row of the database's function `claimed`. The bytes are missing if a newer submission replaces this one. */
export interface ClaimedRow {
  id: string;
  lesson: string;
  sha256: string;
  /** A string, because PostgreSQL's numbers can be too large for JavaScript. */
  seed: string;
  device: string;
  bytes: Uint8Array<ArrayBuffer> | null;
}

/** Writes the file of a claimed job. Its path is made from the job's number and from a lesson's id, which are checked. */
export async function writeClaimed(folder: string, job: BossJob, row: ClaimedRow): Promise<ClaimedJob> {
  const { id, retryCount, priority } = job;
  const { lesson, sha256, seed, device, bytes } = row;
  const path = join(folder, id, `${lesson.replaceAll(/\W/g, "_")}.ts`);
  await Deno.mkdir(join(folder, id), { recursive: true });
  await Deno.writeFile(path, bytes!);
  return {
    id,
    retryCount,
    lesson,
    sha256,
    path,
    seed: Number(seed),
    device,
    isInteractive: priority >= LOWEST_INTERACTIVE,
  };
}

/** Removes the file of a job that is done. */
export async function removeClaimed(folder: string, { id }: ClaimedJob): Promise<void> {
  await Deno.remove(join(folder, id), { recursive: true }).catch(() => {}); // the system may have cleaned up before us
}

/** The part of a job that pg-boss needs to touch or to end this attempt, and no later one. */
export function attemptOf({ id, retryCount }: Pick<BossJob, "id" | "retryCount">): { id: string; retryCount: number } {
  return { id, retryCount };
}
