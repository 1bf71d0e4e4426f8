import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { text } from "node:stream/consumers";
import { ensureEngine } from "../tools/engine";
import type { Run } from "./measure";

/** What a checkout needs for its commands, besides its configuration files. */
const PARTS = ["cli", "components", "localcloud", "policies", "stacks", "tools"];
const FILES = /^(Pulumi(\..+)?\.yaml|package(-lock)?\.json|\.npmrc)$/;

/** A copy of this checkout with a local cloud and stacks of its own, in which commands run as people run them. */
export class Checkout {
  constructor(private readonly root: string) {}

  /** Starts `npm run <command> -- <environment>`. */
  start(command: string, environment: string): Run {
    const child = spawn("npm", ["run", command, "--", environment], {
      cwd: this.root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    const outcome = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject).once("close", resolve);
    }).then(async (code) => ({ code, output: (await said).join("\n") }));
    return { child, outcome };
  }

  async succeed(command: string, environment: string): Promise<void> {
    const { code, output } = await this.start(command, environment).outcome;
    if (code !== 0) throw new Error(`npm run ${command} ended with ${String(code)}:\n${output}`);
  }
}

/** Makes a copy with the same packages and engine, below the folder that git ignores, and deletes it after its use. */
export async function withCheckout<T>(root: string, use: (checkout: Checkout) => Promise<T>): Promise<T> {
  const engine = await ensureEngine({ root, report: () => undefined });
  const parent = join(root, ".local", "rehearsals");
  mkdirSync(parent, { recursive: true });
  const copy = mkdtempSync(join(parent, "checkout-"));
  try {
    for (const name of [...PARTS, ...readdirSync(root).filter((file) => FILES.test(file))]) {
      cpSync(join(root, name), join(copy, name), { recursive: true, filter: isSource });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    if (engine.directory === join(root, ".local", "bin")) {
      mkdirSync(join(copy, ".local"));
      symlinkSync(engine.directory, join(copy, ".local", "bin"));
    }
    return await use(new Checkout(copy));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function isSource(path: string): boolean {
  return !["node_modules", "dist"].includes(basename(path));
}
