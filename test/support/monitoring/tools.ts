import { spawnSync } from "node:child_process";

/** Programs of the monitoring that tests start, with the package of Debian that has each. */
const PACKAGES = {
  promtool: "prometheus",
  prometheus: "prometheus",
  amtool: "prometheus-alertmanager",
  "prometheus-alertmanager": "prometheus-alertmanager",
  "prometheus-blackbox-exporter": "prometheus-blackbox-exporter",
  "prometheus-postgres-exporter": "prometheus-postgres-exporter",
  "prometheus-redis-exporter": "prometheus-redis-exporter",
};

export type MonitoringTool = keyof typeof PACKAGES;

/** What a program said, and whether it was content. */
export interface ToolResult {
  readonly succeeded: boolean;
  readonly output: string;
}

/**
 * Runs a program of the monitoring to its end.
 * @throws {Error} when it isn't installed, telling how to install it.
 */
export function runTool(tool: MonitoringTool, args: readonly string[], directory?: string): ToolResult {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { encoding: "utf8", cwd: directory });
  if (error !== undefined) throw new Error(`${tool} can't be started; ${installation([tool])}`, { cause: error });
  return { succeeded: status === 0, output: `${stdout}${stderr}` };
}

/** How to install programs of the monitoring. */
export function installation(tools: readonly MonitoringTool[]): string {
  const packages = [...new Set(tools.map((tool) => PACKAGES[tool]))];
  return `install it with: apt-get install ${packages.join(" ")}`;
}
