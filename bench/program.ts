import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A process and the lines that it says. */
export class Program {
  private readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }) {
    createInterface({ input: child.stdout }).on("line", (line) => this.lines.push(line));
  }

  /** Runs a script with Node.js. */
  static async start(script: string): Promise<Program> {
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child, "spawn");
    return new Program(child);
  }

  /** Calls the function `run` of a file of this folder. */
  static run(root: string, file: string, ...args: readonly (string | number)[]): Promise<Program> {
    const load = JSON.stringify(join(root, "tools", "typescript", "load.cjs"));
    const entry = JSON.stringify(join(root, "bench", file));
    const given = args.map((argument) => JSON.stringify(argument)).join(", ");
    return Program.start(`require(${load}).loadTypeScript(${entry}).run(${given})`);
  }

  /** The next line that it says. */
  async line(): Promise<string> {
    while (this.lines.length === 0) {
      if (this.child.exitCode !== null) throw new Error("a process of the measurement has ended");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.lines.shift() ?? "";
  }

  /** How many lines it said that nobody took. */
  linesLeft(): number {
    return this.lines.length;
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }
}
