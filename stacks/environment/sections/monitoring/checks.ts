import { validateMonitoringStack } from "../../../../components/monitoring-stack/validate";
import { validateMonitoredSystem } from "../../../../components/monitoring";
import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText, shown } from "../../../configuration/problem";
import type { Draft } from "../../../configuration/section";
import { NOT_YET_KNOWN, UNKNOWN } from "../../dependencies";
import type { EnvironmentConfiguration } from "../environment";
import type { LoadBalancerSettings } from "../load-balancer";
import type { SecretsSettings } from "../secrets";
import type { ServicesSettings } from "../services/configuration";
import { checkSecretSource } from "../services/secret-sources";
import { environmentPrefix } from "../../../configuration/environment-prefix";
import { monitoringStackArgs, unknownHosts } from "./arguments";
import type { MonitoringConfiguration } from "./configuration";
import { checkDatadog } from "./datadog-checks";
import { GRAFANA_TARGET } from "./grafana-target";
import type { MonitoringSettings } from "./keys";
import type { ReceiverSettings } from "./receiver-keys";
import { monitoredSystem, type WatchedConfiguration } from "./system";

export type MonitoringDraft = Draft<
  EnvironmentConfiguration &
    SecretsSettings &
    ServicesSettings &
    LoadBalancerSettings & { readonly monitoring?: MonitoringSettings | undefined },
  WatchedConfiguration & MonitoringConfiguration & { readonly secretKeyArns: readonly string[] }
>;

type Monitoring = NonNullable<MonitoringConfiguration["monitoring"]>;

/** Records monitoring that would watch what there is not, tell nobody, or let nobody in. */
export function checkMonitoring(draft: MonitoringDraft, problems: ArgumentProblems): void {
  const { monitoring } = draft.configuration;
  if (draft.right.monitoring === undefined || monitoring === undefined) return;
  checkNamespace(draft, problems);
  checkServices(monitoring, draft, problems);
  checkReceivers(monitoring, draft, problems);
  checkWatchdog(monitoring, draft, problems);
  checkStorage(monitoring, draft, problems);
  checkGrafana(monitoring, draft, problems);
  checkDatadog(monitoring, draft.configuration.capacity, problems);
  checkArguments(monitoring, draft, problems);
}

/** Characters of a label of a domain name (RFC 1035, "Size limits"). */
const MAXIMUM_LABEL_LENGTH = 63;

/** Records an environment whose name, in which hyphens are doubled, is too long for the parts' private domain. */
function checkNamespace({ configuration: { environment } }: MonitoringDraft, problems: ArgumentProblems): void {
  const { length } = environmentPrefix(environment);
  problems.require(
    length <= MAXIMUM_LABEL_LENGTH,
    "monitoring",
    `needs a private domain, of which ${shown(environmentPrefix(environment))} would be a label of ${length} characters, where ${MAXIMUM_LABEL_LENGTH} are allowed; create the stack under a name with fewer hyphens, or leave monitoring out`,
  );
}

function checkServices({ services }: Monitoring, { right }: MonitoringDraft, problems: ArgumentProblems): void {
  const known = right.services?.flatMap((service) => service?.name ?? []) ?? [];
  services.forEach(({ name, objectives }, index) => {
    problems.require(
      services.findIndex((each) => each.name === name) === index,
      pathText(["monitoring", "services", index, "name"]),
      `must be there once, got ${shown(name)} a second time; make one entry of the two`,
    );
    const service = right.services?.find((each) => each?.name === name);
    problems.require(
      known.includes(name),
      pathText(["monitoring", "services", index, "name"]),
      `must be a service of proofpix:services, which are ${known.map(shown).join(", ")}, got ${shown(name)}`,
    );
    problems.require(
      service?.worker !== true || objectives === undefined,
      pathText(["monitoring", "services", index, "objectives"]),
      "means nothing for a worker, which answers no requests; remove it",
    );
  });
}

/** What each kind of receiver takes, and of which it needs one. */
const KEYS_OF_KINDS: Readonly<
  Record<
    ReceiverSettings["kind"],
    { readonly needed: readonly (keyof ReceiverSettings)[]; readonly further: readonly (keyof ReceiverSettings)[] }
  >
> = {
  email: { needed: ["to"], further: [] },
  slack: { needed: ["secretUrl"], further: ["channel"] },
  pagerduty: { needed: ["routingKey"], further: [] },
  webhook: { needed: ["url", "secretUrl"], further: ["token"] },
  sns: { needed: [], further: ["topicArn"] },
};

const PARTICULAR_KEYS = ["to", "channel", "url", "secretUrl", "token", "routingKey", "topicArn"] as const;
const SECRET_KEYS = ["secretUrl", "token", "routingKey"] as const;

function checkReceivers(
  { mail, receivers = [] }: Monitoring,
  draft: MonitoringDraft,
  problems: ArgumentProblems,
): void {
  receivers.forEach((receiver, index) => {
    const { needed, further } = KEYS_OF_KINDS[receiver.kind];
    const key = (name: string): string => pathText(["monitoring", "receivers", index, name]);
    const given = needed.filter((name) => receiver[name] !== undefined);
    const [first = "kind"] = needed;
    problems.require(
      needed.length === 0 || given.length === 1,
      key(first),
      `must be given ${needed.length > 1 ? `or ${needed.slice(1).join(" or ")}, one of them, ` : ""}for the kind ${shown(receiver.kind)}`,
    );
    for (const name of PARTICULAR_KEYS.filter((each) => receiver[each] !== undefined)) {
      problems.require(
        needed.includes(name) || further.includes(name),
        key(name),
        `means nothing for the kind ${shown(receiver.kind)}; remove it`,
      );
    }
    for (const name of SECRET_KEYS) {
      const source = receiver[name];
      if (source !== undefined) checkSecretSource(source, key(name), draft, problems);
    }
  });
  if (mail !== undefined) checkSecretSource(mail.password, "monitoring.mail.password", draft, problems);
}

function checkWatchdog({ watchdog }: Monitoring, draft: MonitoringDraft, problems: ArgumentProblems): void {
  if (watchdog === undefined) return;
  const { secretUrl, url } = watchdog;
  problems.require(
    (url === undefined) !== (secretUrl === undefined),
    "monitoring.watchdog",
    "must have url or secretUrl, one of them",
  );
  if (secretUrl !== undefined) checkSecretSource(secretUrl, "monitoring.watchdog.secretUrl", draft, problems);
}

/** Keys that each kind of storage needs, and what else it takes. */
const KEYS_OF_STORAGES = {
  memory: { needed: [], further: ["maxTraces"] },
  badger: { needed: [], further: ["retentionHours"] },
  opensearch: { needed: ["url", "username", "password"], further: ["indexPrefix"] },
} as const;

const STORAGE_KEYS = ["maxTraces", "retentionHours", "url", "indexPrefix", "username", "password"] as const;

function checkStorage({ tracing: { storage } }: Monitoring, draft: MonitoringDraft, problems: ArgumentProblems): void {
  if (storage === undefined) return;
  const needed: readonly string[] = KEYS_OF_STORAGES[storage.kind].needed;
  const further: readonly string[] = KEYS_OF_STORAGES[storage.kind].further;
  for (const key of STORAGE_KEYS) {
    const path = `monitoring.tracing.storage.${key}`;
    const isGiven = storage[key] !== undefined;
    problems.require(isGiven || !needed.includes(key), path, `is missing: the kind ${shown(storage.kind)} needs it`);
    problems.require(
      !isGiven || needed.includes(key) || further.includes(key),
      path,
      `means nothing for the kind ${shown(storage.kind)}; remove it`,
    );
  }
  if (storage.password !== undefined) {
    checkSecretSource(storage.password, "monitoring.tracing.storage.password", draft, problems);
  }
}

function checkGrafana({ grafana }: Monitoring, draft: MonitoringDraft, problems: ArgumentProblems): void {
  if (grafana === undefined) return;
  const { right } = draft;
  problems.require(
    right.domain !== undefined || right.certificateArn !== undefined,
    "monitoring.grafana.host",
    "needs a load balancer with a certificate, as nobody signs on without HTTPS; configure proofpix:domain or proofpix:certificateArn, or leave monitoring.grafana out",
  );
  problems.require(
    right.algorithm !== "ip-hash",
    "monitoring.grafana",
    "can't stand beside the services behind a network load balancer, which ip-hash makes; choose another algorithm, or leave it out",
  );
  problems.require(
    right.services?.every((service) => service?.name !== GRAFANA_TARGET) ?? true,
    "monitoring.grafana",
    `needs the name ${shown(GRAFANA_TARGET)} for its target, which a service has; rename the service`,
  );
  checkSecretSource(grafana.signOn.clientSecret, "monitoring.grafana.signOn.clientSecret", draft, problems);
}

/** What the components find wrong, by the keys from which the arguments come. */
function checkArguments(monitoring: Monitoring, { configuration }: MonitoringDraft, problems: ArgumentProblems): void {
  const name = "monitoring";
  const system = monitoredSystem(monitoring, configuration, name);
  validateMonitoredSystem(
    system,
    problems.at((path) =>
      keyOfSystem(
        path,
        system.services.map((service) => service.name),
        monitoring,
      ),
    ),
  );
  const unknown = { port: 0, secretArn: UNKNOWN, clientSecurityGroupId: UNKNOWN };
  const args = monitoringStackArgs(monitoring, configuration, {
    ...NOT_YET_KNOWN,
    name,
    capacity: monitoring.capacity === "fargate" ? { kind: "fargate" } : { kind: "capacity-provider", name: UNKNOWN },
    secretSources: {},
    services: Object.fromEntries(
      system.services.map((service) => [service.name, { serviceName: UNKNOWN, securityGroupId: UNKNOWN }]),
    ),
    loadBalancer: undefined,
    queues: {},
    database: system.database && {
      ...unknown,
      hosts: unknownHosts(system.database.servers.map((server) => server.name)),
    },
    cache: system.cache && { ...unknown, hosts: unknownHosts(system.cache.nodes) },
    grafanaTarget: undefined,
  });
  validateMonitoringStack(args, problems.at(keyOfStack));
}

function keyOfStack(argument: string): string | undefined {
  if (argument.startsWith("alerting.mail")) return "monitoring.mail";
  if (argument.startsWith("alerting.watchdog")) return "monitoring.watchdog";
  if (argument.startsWith("tracing.sampling.percent")) return "monitoring.tracing.samplingPercent";
  if (argument.startsWith("tracing.sampling.")) return "monitoring.tracing.slowSeconds";
  if (argument.startsWith("alerting.")) return "monitoring.receivers";
  return /^(images|rulesIn|sizes|retentionDays|tracing)\b/.test(argument) ? `monitoring.${argument}` : undefined;
}

/** Keys of objectives that the component has in a group. */
const LATENCY_KEYS: Readonly<Record<string, string>> = {
  "latency.percent": "latencyPercent",
  "latency.seconds": "latencySeconds",
};

/** Objectives are a service's own, or the environment's. Other problems are those of other sections. */
function keyOfSystem(argument: string, names: readonly string[], monitoring: Monitoring): string | undefined {
  if (/^(team|runbookUrl)\b/.test(argument)) return `monitoring.${argument}`;
  const [, index = "", key] = /^services\[(\d+)\]\.objectives\.(.+)$/.exec(argument) ?? [];
  return key === undefined
    ? undefined
    : `${placeOfObjectives(names[Number(index)], monitoring)}.${LATENCY_KEYS[key] ?? key}`;
}

function placeOfObjectives(service: string | undefined, { services }: Monitoring): string {
  const own = services.findIndex(({ name, objectives }) => name === service && objectives !== undefined);
  return own === -1 ? "monitoring.objectives" : `monitoring.services[${own}].objectives`;
}
