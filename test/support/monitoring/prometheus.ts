import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "../../examples/enterprise/servers/eventually";
import { freePort } from "../../examples/enterprise/servers/free-port";
import { ServerProcess } from "../../examples/enterprise/servers/server-process";
import { runTool } from "./tools";

export interface PrometheusOptions {
  /** Folder for its files and data. */
  readonly directory: string;
  /** Content of prometheus.yml. */
  readonly configuration: string;
  /** Further flags, such as `--enable-feature=exemplar-storage`. */
  readonly flags?: readonly string[];
}

/** A real Prometheus. */
export interface Prometheus {
  readonly url: string;
  readonly process: ServerProcess;
  /** What a path of its API answers with, once it has answered. */
  readonly api: <Data>(path: string, parameters: Readonly<Record<string, string>>) => Promise<Data>;
}

/**
 * Starts Prometheus on a free port of this machine.
 * @throws {Error} when it isn't installed, telling how to install it.
 */
export async function startPrometheus({
  directory,
  configuration,
  flags = [],
}: PrometheusOptions): Promise<Prometheus> {
  runTool("prometheus", ["--version"]);
  mkdirSync(directory, { recursive: true });
  const file = join(directory, "prometheus.yml");
  writeFileSync(file, configuration);
  const port = await freePort();
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${join(directory, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
    ...flags,
  ];
  const process = new ServerProcess({ command: "prometheus", args, port });
  await process.start();
  const url = `http://127.0.0.1:${port}`;
  const ready = async (): Promise<void> => {
    if (!(await fetch(`${url}/-/ready`)).ok) throw new Error("Prometheus isn't ready yet");
  };
  await eventually(ready);
  return { url, process, api: (path, parameters) => answerOf(url, path, parameters) };
}

async function answerOf<Data>(url: string, path: string, parameters: Readonly<Record<string, string>>): Promise<Data> {
  const response = await fetch(`${url}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`);
  const { status, data, error } = (await response.json()) as { status: string; data: Data; error?: string };
  if (status !== "success") throw new Error(`Prometheus refuses ${path}: ${error ?? status}`);
  return data;
}
