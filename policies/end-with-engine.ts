import { fstatSync } from "node:fs";

/**
 * Ends this process when the engine ends. The engine holds the other end of the pack's standard input as long as it
 * lives. An engine that ends normally stops its packs; a killed engine can't, and its packs would run for ever.
 */
export function endWithEngine(): void {
  const input = fstatSync(process.stdin.fd);
  // Other kinds of standard input, or none, tell nothing about the engine.
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().on("end", () => process.exit());
}
