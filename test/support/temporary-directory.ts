import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new directory that is deleted after the test that asked for it, whatever its outcome. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-infrastructure-"));
  created.push(directory);
  return directory;
}

const created: string[] = [];

afterEach(() => {
  for (const directory of created.splice(0)) rmSync(directory, { recursive: true, force: true });
});
