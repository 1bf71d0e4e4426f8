import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const NEEDED = "pictures and tests of dashboards need Prometheus; install it with: apt-get install prometheus";

/** Milliseconds after which a Prometheus that isn't ready counts as hanging. */
const PATIENCE = 300_000;

/** A series of a result, its points by time in seconds. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [time: number, value: number])[];
}

/** What a Prometheus begins with. */
export interface PrometheusOptions {
  /** Samples in OpenMetrics' format. */
  readonly history: string;
  /** Its configuration in YAML, which may name its own address. @default - it scrapes nothing */
  readonly configuration?: (address: string) => string;
}

interface Answer {
  readonly status: "success" | "error";
  readonly error?: string;
  readonly data?: { readonly resultType: string; readonly result: unknown };
}

interface RawSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

/** A real Prometheus with a history, for as long as it is asked. */
export class Prometheus {
  private constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
    readonly url: string,
  ) {}

  /**
   * Starts one on a free port of this machine.
   * @throws {Error} when it isn't installed, telling how to install it.
   */
  static async start({
    history,
    configuration = () => "scrape_configs: []\n",
  }: PrometheusOptions): Promise<Prometheus> {
    const directory = mkdtempSync(join(tmpdir(), "proofpix-prometheus-"));
    const files = { history: join(directory, "history.om"), configuration: join(directory, "prometheus.yml") };
    writeFileSync(files.history, history);
    const address = `127.0.0.1:${await freePort()}`;
    writeFileSync(files.configuration, configuration(address));
    const data = join(directory, "data");
    await succeeded("promtool", [
      ...["tsdb", "create-blocks-from", "openmetrics", "--quiet", "--max-block-duration=1000h"],
      ...[files.history, data],
    ]);
    const args = [`--config.file=${files.configuration}`, `--storage.tsdb.path=${data}`];
    const settings = ["--storage.tsdb.retention.time=1000d", `--web.listen-address=${address}`, "--log.level=warn"];
    const child = spawn("prometheus", [...args, ...settings], { stdio: ["ignore", "ignore", "pipe"] });
    const started = new Prometheus(child, directory, `http://${address}`);
    await started.ready();
    return started;
  }

  /** Latest values at a time; of a number one series without labels. */
  async instant(expression: string, time: number): Promise<Series[]> {
    return this.ask("query", { query: expression, time: String(time) });
  }

  /** Values of a time. */
  async range(expression: string, start: number, end: number, step: number): Promise<Series[]> {
    const times = { start: String(start), end: String(end), step: String(step) };
    return this.ask("query_range", { query: expression, ...times });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, "close");
      this.child.kill("SIGTERM");
      await ended;
    }
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** @throws {Error} with what Prometheus says of a query that it refuses. */
  private async ask(path: string, parameters: Record<string, string>): Promise<Series[]> {
    const response = await fetch(`${this.url}/api/v1/${path}`, {
      method: "POST",
      body: new URLSearchParams(parameters),
    });
    const { status, error, data } = (await response.json()) as Answer;
    if (status !== "success" || data === undefined) {
      throw new Error(`Prometheus refuses ${parameters.query ?? ""}: ${error ?? "it gave no reason"}`);
    }
    return seriesOf(data.resultType, data.result);
  }

  private async ready(): Promise<void> {
    let failure: string | undefined;
    let said = "";
    this.child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    this.child.once("error", () => (failure = NEEDED));
    this.child.once("exit", (code) => (failure ??= `Prometheus ended with ${code ?? "a signal"}:\n${said}`));
    const until = performance.now() + PATIENCE;
    while (!(await answers(`${this.url}/-/ready`))) {
      if (failure !== undefined || performance.now() > until) {
        await this.stop();
        throw new Error(failure ?? `Prometheus isn't ready after ${PATIENCE / 1000} seconds:\n${said}`);
      }
      await setTimeout(100);
    }
  }
}

function seriesOf(resultType: string, result: unknown): Series[] {
  if (resultType === "scalar") return [{ labels: {}, points: [pointOf(result as readonly [number, string])] }];
  return (result as readonly RawSeries[]).map(({ metric, value, values }) => ({
    labels: metric,
    points: (values ?? (value === undefined ? [] : [value])).map(pointOf),
  }));
}

function pointOf([time, text]: readonly [number, string]): readonly [number, number] {
  return [time, text === "+Inf" ? Infinity : text === "-Inf" ? -Infinity : Number(text)];
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/** @throws {Error} when the program can't be started, or fails. */
async function succeeded(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, "close").catch((error: unknown) => {
    throw new Error(NEEDED, { cause: error });
  })) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code ?? "a signal"}:\n${said}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
