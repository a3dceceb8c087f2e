/**
 * The parts that all measurements share: the machine, the median, and the peer's best settings.
 * @module
 */
import { cpus } from "node:os";

/**
 * Environment variables that make PyTorch as fast as possible on one core. PyTorch's matrix library also uses one
 * thread, and its allocator keeps freed pages; otherwise most of the time of a small step is spent on page faults.
 */
export const TUNED: Readonly<Record<string, string>> = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MALLOC_MMAP_THRESHOLD_: "1000000000",
  MALLOC_TRIM_THRESHOLD_: "2000000000",
  MALLOC_TOP_PAD_: "200000000",
};

/** The processor, and its load from other programs: a load above 0.1 × cores spoils a measurement. */
export function thisMachine(): { cores: number; model: string; load: number } {
  return { cores: navigator.hardwareConcurrency, model: cpus()[0]?.model ?? "unknown", load: Deno.loadavg()[0] };
}

/** The median. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * The Python for the peers: DOWNHILL_PYTHON if it is set, otherwise the first of `python3` and `/usr/bin/python3` that
 * has PyTorch, otherwise `python3`.
 */
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
