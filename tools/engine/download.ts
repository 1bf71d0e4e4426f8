import { fork } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export interface Patience {
  /** Longest time in which the download may add nothing to the disk. */
  readonly stallMilliseconds: number;
  readonly totalMilliseconds: number;
  readonly lookMilliseconds: number;
}

const PATIENCE: Patience = { stallMilliseconds: 30_000, totalMilliseconds: 10 * 60_000, lookMilliseconds: 1_000 };

/**
 * Runs a script that downloads into a folder, its only argument, and ends it when the download stalls. The script
 * becomes the head of a process group and has to call `endGroupWithParent`.
 */
export async function download(script: string, folder: string, patience = PATIENCE): Promise<void> {
  const temporary = join(folder, "tmp");
  mkdirSync(temporary);
  const child = fork(script, [folder], {
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    // A download appears first in the temporary folder. The variable makes newer versions of Node use a proxy.
    env: { ...process.env, TMPDIR: temporary, NODE_USE_ENV_PROXY: "1" },
  });
  // not "close", which never comes after a disconnection
  const ended = new Promise<number | null>((resolve, reject) => child.once("error", reject).once("exit", resolve));
  const said = child.stderr === null ? "" : text(child.stderr);
  const complain = complaints(folder, patience);
  let complaint: string | undefined;
  const look = setInterval(() => {
    complaint ??= complain();
    if (complaint !== undefined && child.connected) child.disconnect();
  }, patience.lookMilliseconds);
  try {
    const code = await ended;
    if (code !== 0) throw new Error(complaint ?? (await said).trim());
  } finally {
    clearInterval(look);
  }
}

/** Makes a function that tells at each call whether the download has stalled. */
function complaints(folder: string, { stallMilliseconds, totalMilliseconds }: Patience): () => string | undefined {
  const started = performance.now();
  let [grown, bytes] = [started, 0];
  return () => {
    const now = performance.now();
    const seen = bytesBelow(folder);
    if (seen !== bytes) [grown, bytes] = [now, seen];
    if (now - grown > stallMilliseconds) return `nothing came for ${stallMilliseconds / 1000} s`;
    return now - started > totalMilliseconds ? `not done after ${totalMilliseconds / 60_000} minutes` : undefined;
  };
}

function bytesBelow(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((file) => statSync(join(folder, file), { throwIfNoEntry: false })?.size ?? 0)
      .reduce((sum, size) => sum + size, 0);
  } catch {
    return Number.NaN; // a folder went away meanwhile: NaN differs from every number, so this counts as progress
  }
}
