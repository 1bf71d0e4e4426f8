import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties } from "../../model/values";
import { warningOf } from "../../model/warning";
import { containersOf } from "./container-definition";

/** Type of a JSON value: a list has one element, and a map of any names the name `*`. */
type Shape = "text" | "number" | "flag" | readonly [Shape] | { readonly [name: string]: Shape };

const PAIR: Shape = { name: "text", value: "text" };
const SECRET: Shape = { name: "text", valueFrom: "text" };
const MAP: Shape = { "*": "text" };

const LINUX: Shape = {
  capabilities: { add: ["text"], drop: ["text"] },
  devices: [{ containerPath: "text", hostPath: "text", permissions: ["text"] }],
  initProcessEnabled: "flag",
  maxSwap: "number",
  sharedMemorySize: "number",
  swappiness: "number",
  tmpfs: [{ containerPath: "text", mountOptions: ["text"], size: "number" }],
};

const PORT_MAPPING: Shape = {
  appProtocol: "text",
  containerPort: "number",
  containerPortRange: "text",
  hostPort: "number",
  name: "text",
  protocol: "text",
};

/** Amazon ECS API Reference, ContainerDefinition and what it holds. */
const CONTAINER: Shape = {
  command: ["text"],
  cpu: "number",
  credentialSpecs: ["text"],
  dependsOn: [{ condition: "text", containerName: "text" }],
  disableNetworking: "flag",
  dnsSearchDomains: ["text"],
  dnsServers: ["text"],
  dockerLabels: MAP,
  dockerSecurityOptions: ["text"],
  entryPoint: ["text"],
  environment: [PAIR],
  environmentFiles: [{ type: "text", value: "text" }],
  essential: "flag",
  extraHosts: [{ hostname: "text", ipAddress: "text" }],
  firelensConfiguration: { options: MAP, type: "text" },
  healthCheck: { command: ["text"], interval: "number", retries: "number", startPeriod: "number", timeout: "number" },
  hostname: "text",
  image: "text",
  interactive: "flag",
  links: ["text"],
  linuxParameters: LINUX,
  logConfiguration: { logDriver: "text", options: MAP, secretOptions: [SECRET] },
  memory: "number",
  memoryReservation: "number",
  mountPoints: [{ containerPath: "text", readOnly: "flag", sourceVolume: "text" }],
  name: "text",
  portMappings: [PORT_MAPPING],
  privileged: "flag",
  pseudoTerminal: "flag",
  readonlyRootFilesystem: "flag",
  repositoryCredentials: { credentialsParameter: "text" },
  resourceRequirements: [
    { type: "text", value: "text", sharingStrategy: { nvidiaMps: { maxComputePercent: "number", memory: "number" } } },
  ],
  restartPolicy: { enabled: "flag", ignoredExitCodes: ["number"], restartAttemptPeriod: "number" },
  secrets: [SECRET],
  startTimeout: "number",
  stopTimeout: "number",
  systemControls: [{ namespace: "text", value: "text" }],
  ulimits: [{ hardLimit: "number", name: "text", softLimit: "number" }],
  user: "text",
  versionConsistency: "text",
  volumesFrom: [{ readOnly: "flag", sourceContainer: "text" }],
  workingDirectory: "text",
};

/**
 * The provider reads the definitions into AWS's structures: it refuses values of another type, and leaves out members
 * that these don't have (terraform-provider-aws, `expandContainerDefinitions`).
 */
export const containerTypeRules: readonly Rule[] = [
  requireTypes,
  warningOf(refuseUnknownMembers, "the provider leaves it out"),
];

/** A value or member that is wrong within the definitions. */
interface Problem {
  readonly kind: "type" | "member";
  readonly path: string;
  readonly message: string;
}

function requireTypes(operation: Operation): void {
  refuseFirst(operation, "type");
}

function refuseUnknownMembers(operation: Operation): void {
  refuseFirst(operation, "member");
}

function refuseFirst({ inputs }: Operation, kind: Problem["kind"]): void {
  const problem = problemsOf(containersOf(inputs), [CONTAINER], "containerDefinitions").find(
    (each) => each.kind === kind,
  );
  if (problem !== undefined) refuse("ClientException", problem.message, problem.path);
}

function problemsOf(value: unknown, shape: Shape, path: string): Problem[] {
  if (value === null || value === undefined) return [];
  if (typeof shape === "string") return isOfType(value, shape) ? [] : [wrongType(value, shape, path)];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [wrongType(value, "list", path)];
    return value.flatMap((element: unknown, index) => problemsOf(element, shape[0] as Shape, `${path}[${index}]`));
  }
  if (!isProperties(value)) return [wrongType(value, "object", path)];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = memberOf(shape as Readonly<Record<string, Shape>>, name);
    if (known !== undefined) return problemsOf(member, known, `${path}.${name}`);
    return [{ kind: "member", path: `${path}.${name}`, message: `AWS knows no '${name}' here` } as const];
  });
}

/** Go's JSON doesn't tell capitals from small letters in names; a map takes all of them. */
function memberOf(shape: Readonly<Record<string, Shape>>, name: string): Shape | undefined {
  if (shape["*"] !== undefined) return shape["*"];
  return Object.entries(shape).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
}

function isOfType(value: unknown, type: "text" | "number" | "flag"): boolean {
  if (type === "number") return Number.isInteger(value);
  return typeof value === (type === "text" ? "string" : "boolean");
}

function wrongType(value: unknown, wanted: string, path: string): Problem {
  const got = Array.isArray(value) ? "list" : typeof value;
  const message = `ECS Task Definition container_definitions is invalid: decoding JSON: cannot unmarshal ${got} into a field of type ${wanted}`;
  return { kind: "type", path, message };
}
