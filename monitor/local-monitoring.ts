import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  alertmanagerArguments,
  alertmanagerConfiguration,
  type AlertReceiver,
  blackboxArguments,
  blackboxConfiguration,
  EXPORTER_PORTS,
  EXPORTERS,
  JOBS,
  type KnownTask,
  MESSAGE_TEMPLATES,
  MONITORING_PARTS,
  type MonitoredSystem,
  prometheusArguments,
  prometheusConfiguration,
  staticDiscovery,
  TEMPLATE_FILE,
} from "../components/monitoring";
import { ruleFile, ruleFileYaml } from "../components/monitoring/rules";
import { Endings } from "../test/examples/enterprise/servers/endings";
import { eventually } from "../test/examples/enterprise/servers/eventually";
import { freePort } from "../test/examples/enterprise/servers/free-port";
import { ServerProcess, startInOrder } from "../test/examples/enterprise/servers/server-process";
import { installation, installedPrograms, type Program } from "./programs";

/** What is watched on this machine, and who is told. */
export interface LocalMonitoringOptions {
  /** Directory of configuration and data. */
  readonly directory: string;
  readonly system: MonitoredSystem;
  /** Addresses of each service's instances, by the service's name. */
  readonly instances: Readonly<Record<string, readonly string[]>>;
  readonly receiver: AlertReceiver;
  /** Port at which each exporter listens, by the port that it has in the cloud. @default - none runs */
  readonly exporters?: ReadonlyMap<number, number>;
  /** Addresses of the cache's nodes, as redis_exporter takes them. @default - none */
  readonly cacheNodes?: Readonly<Record<string, string>>;
}

/** The generated monitoring, running on this machine. */
export interface LocalMonitoring {
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
  readonly blackboxUrl: string;
  readonly stop: () => Promise<void>;
}

const PARTS = ["prometheus", "alertmanager", "blackbox"] as const;
const HOST = "127.0.0.1";
/** Little is kept, of what is gone tomorrow. */
const STORAGE = { retentionDays: 1, diskGibibytes: 1 };

/**
 * Starts Prometheus, Alertmanager and the blackbox exporter with the configuration that the cloud has, but for
 * addresses.
 * @throws {Error} when one isn't installed, telling how to install it.
 */
export async function startLocalMonitoring(options: LocalMonitoringOptions): Promise<LocalMonitoring> {
  const commands = requiredPrograms();
  const { exporters = new Map<number, number>() } = options;
  const ports = { prometheus: await freePort(), alertmanager: await freePort(), blackbox: await freePort() };
  writeConfiguration(options, ports);
  const server = (part: keyof typeof ports): ServerProcess => {
    const args = argumentsOf(part, options.directory, ports).map(onThisMachine);
    return new ServerProcess({ command: commands(part), args, port: ports[part] });
  };
  const prometheus = server("prometheus");
  const servers = [server("blackbox"), server("alertmanager"), prometheus];
  const url = (part: keyof typeof ports): string => `http://${HOST}:${ports[part]}`;
  const endings = new Endings();
  endings.add(() => Promise.all(servers.map((each) => each.stop())));
  await endings.orEnd(async () => {
    await startInOrder(servers);
    await eventually(
      () => requireReady(`${url("prometheus")}/-/ready`),
      () => !prometheus.isRunning,
    );
    await silenceAbsentParts(url("alertmanager"), exporters);
  });
  return {
    prometheusUrl: url("prometheus"),
    alertmanagerUrl: url("alertmanager"),
    blackboxUrl: url("blackbox"),
    stop: () => endings.run(),
  };
}

type Ports = Readonly<Record<(typeof PARTS)[number], number>>;

function requiredPrograms(): (program: Program) => string {
  const installed = installedPrograms();
  const missing = PARTS.filter((part) => !installed.has(part));
  if (missing.length > 0) throw new Error(`${missing.join(", ")} isn't installed: ${installation(missing)}`);
  return (program) => installed.get(program) ?? program;
}

function writeConfiguration(options: LocalMonitoringOptions, ports: Ports): void {
  const { directory, system, receiver } = options;
  const files: Record<string, string> = {
    "prometheus.yml": prometheusText(options, ports),
    "rules.yml": ruleFileYaml(ruleFile(system)),
    "alertmanager.yml": alertmanagerConfiguration({ receivers: { critical: [receiver], warning: [receiver] } }),
    [TEMPLATE_FILE]: MESSAGE_TEMPLATES,
    "blackbox.yml": blackboxConfiguration(),
  };
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}

function prometheusText(
  { system, instances, exporters, cacheNodes = {} }: LocalMonitoringOptions,
  ports: Ports,
): string {
  const tasks = Object.entries(instances).map(
    ([service, addresses]) => [service, addresses.map((address) => task(service, address))] as const,
  );
  const portOf = (part: string, port: number): number | undefined =>
    part === EXPORTERS ? exporters?.get(port) : (ports as Readonly<Record<string, number>>)[part];
  const discovery = staticDiscovery(Object.fromEntries(tasks), (part, port) => `${HOST}:${portOf(part, port) ?? port}`);
  return prometheusConfiguration(system, { addresses: { ecsServices: {}, cacheNodes }, discovery, parts: PARTS });
}

const TASK_ID_DIGITS = 32;

/** An instance with the labels that ECS discovery would give its task. */
function task(service: string, address: string): KnownTask {
  const id = Number(address.split(":").at(-1)).toString(16).padEnd(TASK_ID_DIGITS, "0");
  return {
    address,
    labels: {
      __meta_ecs_service: service,
      __meta_ecs_last_status: "RUNNING",
      __meta_ecs_task_arn: `arn:aws:ecs:local:000000000000:task/local/${id}`,
      __meta_ecs_task_definition: `arn:aws:ecs:local:000000000000:task-definition/${service}:1`,
      __meta_ecs_availability_zone: "local",
    },
  };
}

function argumentsOf(part: (typeof PARTS)[number], directory: string, ports: Ports): string[] {
  const common = { port: ports[part], dataDirectory: join(directory, part) };
  switch (part) {
    case "prometheus":
      return prometheusArguments({ ...common, ...STORAGE, configurationFile: join(directory, "prometheus.yml") });
    case "alertmanager":
      return alertmanagerArguments({ ...common, configurationFile: join(directory, "alertmanager.yml") });
    case "blackbox":
      return blackboxArguments({ configuration: join(directory, "blackbox.yml") }, ports.blackbox);
  }
}

/** In the cloud, security groups keep others out; here, the address does. */
function onThisMachine(argument: string): string {
  return argument.replace(/^(--web\.listen-address=):/, `$1${HOST}:`);
}

/** Nobody has to hear that what runs in the cloud alone isn't here. */
async function silenceAbsentParts(alertmanagerUrl: string, exporters: ReadonlyMap<number, number>): Promise<void> {
  const absent = Object.keys(MONITORING_PARTS).filter((part) => !(PARTS as readonly string[]).includes(part));
  const jobs = Object.values(EXPORTER_PORTS).some((port) => exporters.has(port)) ? [JOBS.cloudWatch] : EXPORTER_JOBS;
  for (const [alertname, names] of [
    ["MonitoringPartDown", absent],
    ["ExporterDown", jobs],
  ] as const) {
    const matchers = [
      { name: "alertname", value: alertname, isRegex: false, isEqual: true },
      { name: "job", value: names.join("|"), isRegex: true, isEqual: true },
    ];
    const response = await fetch(`${alertmanagerUrl}/api/v2/silences`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        matchers,
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + DAY_MS).toISOString(),
        createdBy: "npm run monitor",
        comment: "runs in the cloud alone",
      }),
    });
    if (!response.ok) throw new Error(`Alertmanager refuses a silence: ${await response.text()}`);
  }
}

const DAY_MS = 86_400_000;
const EXPORTER_JOBS = [JOBS.database, JOBS.cache, JOBS.cloudWatch];

async function requireReady(url: string): Promise<void> {
  const { ok, status } = await fetch(url);
  if (!ok) throw new Error(`${url} answers with ${status}`);
}
