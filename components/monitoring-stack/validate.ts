import { validateContainerImage } from "../container-image/validate";
import { validateCapacity } from "../container-service/capacity";
import { validateTaskSize } from "../container-service/task-size";
import { validateCollector, validateJaeger, validateManagedRules } from "../monitoring";
import { validateSignOn } from "../monitoring/dashboards/sign-on";
import { KMS_KEY_ARN } from "../shared/arn";
import { requireWhole } from "../shared/bounds";
import { memoryMebibytes } from "../shared/quantity";
import { requireLogRetention } from "../shared/log-retention";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { MonitoringStackArgs, WatchedStore } from "./args";
import { DEFAULT_IMAGES } from "./images";
import { PARTS } from "./part-names";
import { namedReceivers } from "./alerting";
import { RULES_NAMESPACE } from "./managed-rules";
import { rulesOf } from "./rules";
import { instancesOf, sizeOf } from "./sizes";
import { stackTags } from "./tags";
import { DEFAULT_SAMPLING, traceStorage } from "./tracing";
import { checkAlerting } from "./validate-alerting";

/** A name of several labels (RFC 1035), which no public zone has. */
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
/** A task's disk has room for some days. */
const RETENTION_DAYS = { smallest: 1, largest: 31 };

/** Records what is wrong with the arguments of a stack. */
export function validateMonitoringStack(args: MonitoringStackArgs, problems: ArgumentProblems): void {
  checkNamespace(args, problems);
  checkServices(args, problems);
  checkStore(
    "database",
    args.database,
    args.system.database?.servers.map(({ name }) => name),
    problems,
  );
  checkStore("cache", args.cache, args.system.cache?.nodes, problems);
  checkSizes(args, problems);
  checkImages(args, problems);
  validateCapacity(args.capacity, problems);
  requireWhole(problems, "retentionDays", args.retentionDays, RETENTION_DAYS);
  checkAlerting(args.alerting, problems);
  checkGrafana(args, problems);
  checkRules(args, problems);
  checkTracing(args, problems);
  const key = literal(args.kmsKeyArn);
  problems.require(
    key === undefined || KMS_KEY_ARN.test(key),
    "kmsKeyArn",
    `must be the ARN of a KMS key, got ${JSON.stringify(key)}; an alias is not known to policies`,
  );
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, stackTags(args.tags));
}

function checkNamespace({ namespace }: MonitoringStackArgs, problems: ArgumentProblems): void {
  problems.require(
    NAMESPACE.test(namespace),
    "namespace",
    `must be two or more labels of lower-case letters, digits and hyphens, such as "shop.internal", got ${JSON.stringify(namespace)}`,
  );
}

/** A service that is described and doesn't run would be asked for ever, and one that runs would not be asked. */
function checkServices({ services, system }: MonitoringStackArgs, problems: ArgumentProblems): void {
  const described = system.services.map(({ name }) => name);
  for (const name of described.filter((each) => services[each] === undefined)) {
    problems.add("services", `lacks ${JSON.stringify(name)}, which system describes; name what runs of it`);
  }
  for (const name of Object.keys(services).filter((each) => !described.includes(each))) {
    problems.add(`services.${name}`, "is not described by system; describe it there, or leave it out");
  }
}

/** The managed service knows topics alone, and rules of less haste. */
function checkRules(args: MonitoringStackArgs, problems: ArgumentProblems): void {
  const { managed } = rulesOf(args);
  if (managed === undefined) return;
  problems.require(
    args.managedPrometheus !== false,
    "rulesIn",
    'can\'t be "managed-prometheus" without managedPrometheus; set that to true, or let Prometheus evaluate them',
  );
  problems.require(
    namedReceivers(args.alerting).every(({ receiver }) => receiver.kind === "sns"),
    "rulesIn",
    'can\'t be "managed-prometheus" with receivers other than topics (kind "sns"), which alone Amazon Managed Service for Prometheus tells; let topics tell the others',
  );
  validateManagedRules(
    RULES_NAMESPACE,
    managed,
    problems.at(() => "rulesIn"),
  );
}

function checkTracing(args: MonitoringStackArgs, problems: ArgumentProblems): void {
  const memory = problems.attempt("sizes.jaeger.memory", () => memoryMebibytes(sizeOf("jaeger", args).memory));
  const ofCollector = problems.attempt("sizes.otel-collector.memory", () =>
    memoryMebibytes(sizeOf("otel-collector", args).memory),
  );
  if (memory === undefined || ofCollector === undefined) return;
  const storage = traceStorage(args.tracing);
  validateJaeger(
    { storage, memoryMebibytes: memory, instances: instancesOf("jaeger", args) },
    problems.at((path) => (path === "memoryMebibytes" ? "sizes.jaeger.memory" : `tracing.${path}`)),
  );
  validateCollector(
    {
      sampling: args.tracing?.sampling ?? DEFAULT_SAMPLING,
      memoryMebibytes: ofCollector,
      instances: instancesOf("otel-collector", args),
    },
    problems.at((path) => (path === "memoryMebibytes" ? "sizes.otel-collector.memory" : `tracing.${path}`)),
  );
}

function checkGrafana({ grafana }: MonitoringStackArgs, problems: ArgumentProblems): void {
  if (grafana === undefined) return;
  const { clientSecret, signOn, url } = grafana;
  problems.require(
    /^https:\/\/[^\s]+$/.test(url),
    "grafana.url",
    `must be an address that begins with https://, got ${JSON.stringify(url)}`,
  );
  validateSignOn(
    signOn,
    problems.at((path) => `grafana.signOn.${path}`),
  );
  problems.require(
    (signOn.kind === "oidc") === (clientSecret !== undefined),
    "grafana.clientSecret",
    signOn.kind === "oidc"
      ? "is missing; say where the secret of the client is"
      : "means nothing where the load balancer signs people on; remove it",
  );
}

function checkStore(
  path: "database" | "cache",
  store: WatchedStore | undefined,
  described: readonly string[] | undefined,
  problems: ArgumentProblems,
): void {
  if (store === undefined) return;
  if (described === undefined) {
    problems.add(path, `is not described by system; describe it in system.${path}, or leave it out`);
    return;
  }
  const unknown = Object.keys(store.hosts).filter((name) => !described.includes(name));
  const missing = described.filter((name) => store.hosts[name] === undefined);
  problems.require(
    unknown.length === 0 && missing.length === 0,
    `${path}.hosts`,
    `must have a host for each of ${described.join(", ")}, got ${Object.keys(store.hosts).join(", ")}`,
  );
}

function checkSizes({ capacity, sizes = {} }: MonitoringStackArgs, problems: ArgumentProblems): void {
  for (const part of PARTS) {
    const size = sizes[part];
    if (size === undefined) continue;
    validateTaskSize(
      size,
      capacity.kind,
      problems.at((path) => `sizes.${part}.${path}`),
    );
  }
}

function checkImages({ images = {} }: MonitoringStackArgs, problems: ArgumentProblems): void {
  for (const [image, reference] of Object.entries(images)) {
    problems.require(
      image in DEFAULT_IMAGES,
      `images.${image}`,
      `is no image of the stack; it has ${Object.keys(DEFAULT_IMAGES).join(", ")}`,
    );
    validateContainerImage(
      { source: { kind: "existing", reference } },
      problems.at(() => `images.${image}`),
    );
  }
}
