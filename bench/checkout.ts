import { spawn } from "node:child_process";
import { cpSync, type Dirent, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { ensureEngine } from "../tools/engine";
import type { Run } from "./measure";

/** Folders that commands need nothing of. */
const LEFT_OUT = ["bench", "dist", "docs", "node_modules", "test"];
const FILES = /^(Pulumi(\..+)?\.yaml|package(-lock)?\.json|\.npmrc)$/;

/** A copy of this checkout with a local cloud and stacks of its own, in which commands run as people run them. */
export class Checkout {
  constructor(readonly root: string) {}

  /**
   * Starts `npm run <command> -- <arguments>`, in a process group of its own.
   * @param environment variables beside those of this process
   */
  start(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
    const child = spawn("npm", ["run", command, "--", ...args], {
      cwd: this.root,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    const outcome = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    }).then(async (code) => ({ code, output: (await said).join("\n") }));
    return { child, outcome };
  }

  async succeed(...asked: Parameters<Checkout["start"]>): Promise<void> {
    const [command] = asked;
    const { code, output } = await this.start(...asked).outcome;
    if (code !== 0) throw new Error(`npm run ${command} ended with ${String(code)}:\n${output}`);
  }
}

/** Makes a copy with the same packages and engine, below the folder that git ignores, and deletes it after its use. */
export async function withCheckout<T>(root: string, use: (checkout: Checkout) => Promise<T>): Promise<T> {
  const checkout = await makeCheckout(root);
  try {
    return await use(checkout);
  } finally {
    rmSync(checkout.root, { recursive: true, force: true });
  }
}

/** Makes a copy as {@link withCheckout} does; whoever uses it deletes it. */
export async function makeCheckout(root: string): Promise<Checkout> {
  const engine = await ensureEngine({ root, report: () => undefined });
  const parent = join(root, ".local", "rehearsals");
  mkdirSync(parent, { recursive: true });
  const copy = mkdtempSync(join(parent, "checkout-"));
  for (const name of readdirSync(root, { withFileTypes: true }).flatMap(neededName)) {
    cpSync(join(root, name), join(copy, name), { recursive: true, filter: isSource });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  if (engine.directory === join(root, ".local", "bin")) {
    mkdirSync(join(copy, ".local"));
    symlinkSync(engine.directory, join(copy, ".local", "bin"));
  }
  return new Checkout(copy);
}

function neededName(entry: Dirent): string[] {
  const { name } = entry;
  const isNeeded = entry.isDirectory() ? !name.startsWith(".") && !LEFT_OUT.includes(name) : FILES.test(name);
  return isNeeded ? [name] : [];
}

function isSource(path: string): boolean {
  return !["node_modules", "dist"].includes(basename(path));
}
