/**
 * Shows the state of the queue in the terminal.
 * @module
 */
import { numbersOf } from "../../base/numbers_of.ts";
import { printable, printableName } from "../../base/printable.ts";
import type { Load } from "../../grade/queue/load.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** The lines of `deno task grade status`. */
export function loadLines(load: Load, style: Style): string[] {
  const { waiting, running, oldestSeconds, workers, slots, desiredWorkers, perSecond, meanSeconds } = load;
  const say = (text: string) => wrap(text, 2, style.width);
  return [
    say(
      `${counted(waiting, "file waits", "files wait")}, ${running} ${running === 1 ? "is" : "are"} being judged.` +
        (waiting > 0 ? ` The oldest has waited for ${timeText(oldestSeconds)}.` : ""),
    ),
    say(
      workers.length === 0
        ? `${style.yellow("No worker is there.")} Start one with deno task grade-worker.`
        : `${counted(workers.length, "worker")} with ${counted(slots, "slot")}; ${desiredWorkers} would be right.`,
    ),
    ...workers.map(({ host, slots, running, courseHash }) =>
      say(`  ${printableName(host)}: ${running} of ${counted(slots, "slot")} busy, course ${courseHash.slice(0, 8)}`)
    ),
    ...perSecond === 0 ? [] : [say(
      `In the last 15 minutes, ${(perSecond * 60).toFixed(1)} files per minute were judged, ` +
        `${timeText(meanSeconds)} each.`,
    )],
    ...load.medianSeconds === null ? [] : [say(
      `In the last hour, half of the students had their verdict within ${
        timeText(load.medianSeconds)
      }, and 95 % within ` +
        `${timeText(load.p95Seconds!)}.`,
    )],
    ...load.superseded + load.fenced === 0 ? [] : [say(
      `${counted(load.superseded, "file was", "files were")} replaced by a newer version while waiting, and ` +
        `${counted(load.fenced, "verdict")} came too late, because another worker had the file.`,
    )],
    ...load.disagreements === 0 ? [] : [say(
      `${style.red("Alarm:")} ${counted(load.disagreements, "file was", "files were")} judged twice with different ` +
        "results. Checks should give the same result each time.",
    )],
    ...load.notGraded.length === 0 ? [] : [
      "",
      say(
        `${
          style.red(`${counted(load.notGraded.length, "file")} could not be judged`)
        }, although the students are not to ` +
          "blame. deno task grade status --retry tries again.",
      ),
      ...load.notGraded.map(({ name, lesson, message }) =>
        say(`  ${printableName(name)}, lesson ${numbersOf([lesson], "")}: ${printable(message)}`)
      ),
    ],
  ];
}

/** A time for people: "0.4 s", "12 s", "3 min". */
export function timeText(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  return seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
