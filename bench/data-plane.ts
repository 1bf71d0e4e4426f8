import autocannon from "autocannon";
import type { Ports } from "./data-plane-process";
import { median } from "./measure";
import { Program } from "./program";

/** Seconds of each measurement. */
export const TURN_SECONDS = 5;
const CONNECTIONS = 40;
const DOMAIN = "shop.example.com";

/** How fast requests are answered. */
export interface Throughput {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** How fast the data plane is, beside its target without it. */
export interface DataPlaneFigures {
  readonly direct: Throughput;
  readonly http: Throughput;
  readonly https: Throughput;
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
  const target = await Program.start(TARGET);
  try {
    return await throughputs(root, JSON.parse(await target.line()) as number, runs);
  } finally {
    await target.end();
  }
}

async function throughputs(root: string, port: number, runs: number): Promise<DataPlaneFigures> {
  const dataPlane = await Program.run(root, "data-plane-process.ts", port);
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

/** A program that answers every request with a short text, and says its port. */
const TARGET = `
  const server = require("node:http").createServer((request, response) => { request.resume(); response.end("hello"); });
  server.keepAliveTimeout = 65000;
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;
