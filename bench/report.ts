/**
 * Shows a measurement as a table and as a picture.
 * @module
 */
import type { Picture } from "../kit/learn/plot/parts/picture.ts";
import { palette, seriesStyles } from "../kit/learn/plot/parts/theme.ts";
import type { Measured, Times } from "./measure.ts";
import type { Workload } from "./workloads.ts";

const WIDTHS = [22, 20, 20, 20, 7, 7];

/** The lines above the table: the machine, and the names of the columns. */
export function header(machine: { cores: number; model: string; load: number; runs: number; kernels: string }): string {
  const { cores, model, load, runs, kernels } = machine;
  return [
    `${cores} × ${model}, load ${load.toFixed(1)}, one core each, median of ${runs}, kernels ${kernels}`,
    "whole process / warm loop, seconds",
    line(["workload", "ours", "peer, tuned", "peer, stock", "whole", "loop"]),
  ].join("\n");
}

/** The row of a workload. */
export function row({ name, ours, peer, stock, ratio }: Measured): string {
  const shown = (value: number | null | undefined) => value == null ? "–" : value.toFixed(2);
  return line([name, times(ours), times(peer), times(stock), shown(ratio?.whole), shown(ratio?.loop)]);
}

/** The remarks about a workload, which are printed below its row. */
export function note({ name, peer, finalLoss, isSame }: Measured, workload: Workload): string[] {
  if (!peer) {
    return [
      `${name}: only our side ran, because no Python here can run bench/peers/${workload.peer} (see --help).`,
    ];
  }
  if (isSame) return [];
  return [
    `${name}: the last loss is ${finalLoss.ours} here, but ${finalLoss.peer} in the peer: the computations differ.`,
  ];
}

/** The ratios, with a row for each workload. Left of the line at 1, we are faster than the tuned peer. */
export function picture(all: readonly Measured[]): Picture {
  const dots = all.flatMap(({ name, ratio }) =>
    (["whole", "loop"] as const).flatMap((kind) => {
      const value = ratio?.[kind];
      return value == null ? [] : [{ name, kind: kind === "whole" ? "whole process" : "warm loop", value }];
    })
  );
  const words = all.map(({ name, ratio }) =>
    `${name}: ${ratio ? `${ratio.whole.toFixed(2)} whole, ${ratio.loop?.toFixed(2) ?? "no"} loop` : "no peer"}`
  );
  const y = { field: "name", type: "nominal", sort: null, title: null, axis: { grid: true } };
  const kinds = ["whole process", "warm loop"];
  const kind = { field: "kind", type: "nominal", legend: { orient: "top", title: null } };
  const scale = { type: "log", base: 2, domain: [1 / 16, Math.max(4, ...dots.map(({ value }) => value))], clamp: true };
  return {
    title: "Our time over that of PyTorch or scikit-learn, tuned, on one core",
    description: `${words.join(". ")}. Below 1 we are faster.`,
    usermeta: { isMeasured: true },
    width: 460,
    height: { step: 22 },
    layer: [
      {
        data: { values: [{ x: 1 }] },
        mark: { type: "rule", color: palette.axis.light },
        encoding: { x: { field: "x", type: "quantitative" } },
      },
      {
        data: { values: dots },
        mark: { type: "point", filled: true, size: 70 },
        encoding: {
          x: { field: "value", type: "quantitative", scale, title: "ratio (ours ÷ theirs)" },
          y,
          color: { ...kind, scale: { domain: kinds, range: seriesStyles.slice(0, 2).map(({ colour }) => colour) } },
          shape: { ...kind, scale: { domain: kinds, range: seriesStyles.slice(0, 2).map(({ shape }) => shape) } },
        },
      },
    ],
  };
}

function times(times: Times | null): string {
  if (!times) return "–";
  return `${times.whole.toFixed(2)} / ${times.loop === null ? "–" : times.loop.toFixed(4)}`;
}

function line(cells: string[]): string {
  return cells.map((cell, i) => cell.padEnd(WIDTHS[i])).join("").trimEnd();
}
