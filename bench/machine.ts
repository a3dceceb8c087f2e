/**
 * What every measurement must report and do: on which machine, how often, and beside a peer at its best.
 * @module
 */
import { cpus } from "node:os";

/**
 * PyTorch as fast as it gets on one core: its matrix library, too, uses one thread, and its allocator keeps its pages;
 * otherwise most of a small step is spent on page faults.
 */
export const TUNED: Readonly<Record<string, string>> = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MALLOC_MMAP_THRESHOLD_: "1000000000",
  MALLOC_TRIM_THRESHOLD_: "2000000000",
  MALLOC_TOP_PAD_: "200000000",
};

/** The processor, and how busy it is with other things: more than 0.1 × cores spoils a measurement. */
export function thisMachine(): { cores: number; model: string; load: number } {
  return { cores: navigator.hardwareConcurrency, model: cpus()[0]?.model ?? "unknown", load: Deno.loadavg()[0] };
}

/** The median. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** The Python of the peers: DOWNHILL_PYTHON, else the first of two that has PyTorch, else `python3`. */
export async function findPython(): Promise<string> {
  const named = Deno.env.get("DOWNHILL_PYTHON");
  if (named) return named;
  for (const python of ["python3", "/usr/bin/python3"]) {
    const hasTorch = await new Deno.Command(python, { args: ["-c", "import torch"] }).output()
      .then(({ success }) => success, () => false);
    if (hasTorch) return python;
  }
  return "python3";
}
