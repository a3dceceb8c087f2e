/**
 * @module
 */

/**
 * The most informative of the four names that a browser or Deno can report.
 * @returns "unnamed" if all are empty.
 */
export function adapterName(info: Pick<GPUAdapterInfo, "vendor" | "architecture" | "device" | "description">): string {
  return info.description || info.device || info.architecture || info.vendor || "unnamed";
}
