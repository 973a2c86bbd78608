import { readFileSync } from "node:fs";

/**
 * Whether this processor multiplies int8 weights in ONNX Runtime without overflow. x86 before VNNI adds pairs of
 * products in 16 bits, which clips: in all-MiniLM-L6-v2, 4 % of the attention outputs have such a pair. The graph
 * can be run with exact, slower products instead. Where the processor does not say (x86 without Linux), assume the worst.
 * @param cpuInfo the text of /proc/cpuinfo, read here unless given.
 */
export function multipliesExactly(
  architecture: string = process.arch,
  cpuInfo: () => string = () => readFileSync("/proc/cpuinfo", "utf8"),
): boolean {
  if (architecture !== "x64") return true;
  try {
    return /\bavx(512)?_vnni\b/u.test(cpuInfo());
  } catch {
    return false;
  }
}
