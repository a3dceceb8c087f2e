/**
 * Shows in a terminal or a log what a worker does: a line for each file.
 * @module
 */
import { printable } from "../../base/printable.ts";
import type { WorkerRecord } from "../../grade/worker.ts";
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { Style } from "../terminal/style.ts";
import { wrap } from "../terminal/wrap.ts";

/** What became of a file. */
const WORDS = {
  judged: "judged",
  again: "given back: this machine failed",
  "not graded": "given up: every machine failed",
  refused: "too late: another worker has this file",
} as const;

/** Returns a function that prints records. */
export function showWorker(style: Style): (record: WorkerRecord) => void {
  return (record) => {
    switch (record.type) {
      case "begin":
        return print(`The worker is ready: ${counted(record.slots, "slot")}, course ${record.courseHash.slice(0, 8)}.`);
      case "note":
        return print(record.message);
      case "file":
        return console.log(
          `  ${record.lesson}  ${WORDS[record.what]}${record.seconds > 0 ? ` in ${record.seconds} s` : ""}`,
        );
      case "end":
        return print(`The worker has ended. It has judged ${counted(record.judged, "file")}.`);
    }
  };

  function print(text: string): void {
    console.log(wrap(printable(text), 2, style.width));
  }
}
