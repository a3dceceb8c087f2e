/**
 * Shows how many edits of the solutions are refused.
 * @module
 */
import { counted } from "../../learn/plot/parts/number_text.ts";
import type { LessonScore } from "../../teach/mutate/mutate.ts";
import type { Style } from "./style.ts";
import { wrap } from "./wrap.ts";

/** One line for each lesson. Below it are the numbers for each check, and the edits that no check refuses. */
export function mutationLines(scores: readonly LessonScore[], style: Style): string[] {
  return scores.flatMap(({ lesson, edits, equivalent, survivors, score, byCheck, problems }) => {
    const mark = survivors.length + problems.length > 0 ? style.red("✗") : style.green("✓");
    const share = `${(100 * score).toFixed(1)} % of ${counted(edits.length, "edit")} refused`;
    const but = equivalent > 0 ? `, ${equivalent} equivalent` : "";
    const lines = survivors.map(({ line, operator, before, after }) =>
      [
        wrap(`solutions/${lesson}.ts:${line} ${operator}, and no check refuses it:`, 6, style.width),
        wrap(`− ${before}`, 8, style.width),
        wrap(`+ ${after || "(nothing)"}`, 8, style.width),
      ].join("\n")
    );
    const checks = Object.entries(byCheck).map(([check, count]) => `${check} ${count}`);
    return [
      `  ${mark} ${lesson.padEnd(28)} ${share}${but}`,
      ...checks.length === 0
        ? []
        : [wrap(`edits by the check that refuses them first: ${checks.join(", ")}`, 6, style.width)],
      ...lines,
      ...survivors.length === 0 ? [] : [
        wrap(
          "Write checks that refuse these edits. If an edit changes no behaviour, or the brief leaves the choice " +
            `open, list it in tests/equivalents/${lesson}.json.`,
          6,
          style.width,
        ),
      ],
      ...problems.map((text) => wrap(text, 6, style.width)),
    ];
  });
}
