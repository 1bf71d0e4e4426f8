import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import autocannon from "autocannon";
import { stepsOf } from "../localcloud/load/profiles";
import { sendLoad } from "../localcloud/load/send";
import type { Ports } from "./data-plane-process";
import { median } from "./measure";

/** Seconds of each measurement. */
export const TURN_SECONDS = 5;
const CONNECTIONS = 40;
const DOMAIN = "shop.example.com";

/** Requests that are sent while rollouts go on. */
const SENT = { rate: 500, seconds: 40 };
/** Milliseconds between rollouts. */
const ROLLOUT_PAUSE = 2000;

/** How fast requests are answered. */
export interface Throughput {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** How fast the data plane is, beside its target without it, and what is lost in rollouts. */
export interface DataPlaneFigures {
  readonly direct: Throughput;
  readonly http: Throughput;
  readonly https: Throughput;
  readonly sent: { readonly requests: number; readonly rollouts: number; readonly lost: number };
}

/**
 * Sends requests through a data plane, as many as it takes: load generator, data plane and target are a process each.
 * The three measurements take turns, so that other work on the machine slows all of them alike.
 */
export async function measureDataPlane(
  root: string,
  runs: number,
  progress: (what: string) => void,
): Promise<DataPlaneFigures> {
  progress("data plane");
  const target = await Program.start("node", ["-e", TARGET]);
  try {
    const port = JSON.parse(await target.line()) as number;
    const figures = await throughputs(root, port, runs);
    progress("rollouts under load");
    return { ...figures, sent: await sendInRollouts(root, port) };
  } finally {
    await target.end();
  }
}

async function throughputs(root: string, port: number, runs: number): Promise<Omit<DataPlaneFigures, "sent">> {
  const dataPlane = await startDataPlane(root, port, 0);
  try {
    const { http, https } = JSON.parse(await dataPlane.line()) as Ports;
    const results: Record<"direct" | "http" | "https", Throughput[]> = { direct: [], http: [], https: [] };
    for (let turn = 0; turn < runs; turn += 1) {
      results.direct.push(await throughputOf(`http://127.0.0.1:${port}/`));
      results.http.push(await throughputOf(`http://127.0.0.1:${http}/`));
      results.https.push(await throughputOf(`https://127.0.0.1:${https}/`));
    }
    return { direct: middle(results.direct), http: middle(results.http), https: middle(results.https) };
  } finally {
    await dataPlane.end();
  }
}

async function throughputOf(url: string): Promise<Throughput> {
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: TURN_SECONDS,
    servername: DOMAIN,
  });
  if (errors + non2xx > 0) throw new Error(`${url}: ${errors} requests failed, ${non2xx} were not answered by 2xx`);
  return { requestsPerSecond: requests.average, p50: latency.p50, p99: latency.p99 };
}

function middle(results: readonly Throughput[]): Throughput {
  return {
    requestsPerSecond: median(results.map(({ requestsPerSecond }) => requestsPerSecond)),
    p50: median(results.map(({ p50 }) => p50)),
    p99: median(results.map(({ p99 }) => p99)),
  };
}

/** Sends a constant load while traffic is shifted between target groups, and counts what isn't answered by 2xx. */
async function sendInRollouts(root: string, port: number): Promise<DataPlaneFigures["sent"]> {
  const dataPlane = await startDataPlane(root, port, ROLLOUT_PAUSE);
  try {
    const { http } = JSON.parse(await dataPlane.line()) as Ports;
    const steps = stepsOf({ profile: "constant", peak: SENT.rate, ...SENT });
    const { requests, byStatus } = await sendLoad({ url: `http://127.0.0.1:${http}/` }, steps);
    return { requests, rollouts: dataPlane.linesLeft(), lost: requests - (byStatus[200] ?? 0) };
  } finally {
    await dataPlane.end();
  }
}

function startDataPlane(root: string, port: number, rollout: number): Promise<Program> {
  const load = join(root, "tools", "typescript", "load.cjs");
  const entry = join(root, "bench", "data-plane-process.ts");
  const code = `require(${JSON.stringify(load)}).loadTypeScript(${JSON.stringify(entry)}).run(${port}, ${rollout})`;
  return Program.start("node", ["-e", code]);
}

/** A program that answers every request with a short text, and says its port. */
const TARGET = `
  const server = require("node:http").createServer((request, response) => { request.resume(); response.end("hello"); });
  server.keepAliveTimeout = 65000;
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

/** A process and the lines that it says. */
class Program {
  private readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcess & { readonly stdout: NodeJS.ReadableStream }) {
    createInterface({ input: child.stdout }).on("line", (line) => this.lines.push(line));
  }

  static async start(command: string, args: readonly string[]): Promise<Program> {
    const child = spawn(command === "node" ? process.execPath : command, args, {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child, "spawn");
    return new Program(child);
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
