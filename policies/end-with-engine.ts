import { fstatSync } from "node:fs";

/**
 * Ends this process with the engine, which holds the other end of the pack's standard input as long as it lives. An
 * engine that ends by itself stops its packs; one that is killed stops nobody, and each pack would stay for ever.
 */
export function endWithEngine(): void {
  const input = fstatSync(process.stdin.fd);
  // Anything else, such as no input at all, says nothing about the engine.
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().on("end", () => process.exit());
}
