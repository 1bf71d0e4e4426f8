import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text, texts, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { eachContainer } from "./container-definition";

/**
 * What RegisterTaskDefinition refuses about network modes (Amazon ECS Developer Guide, "Task definition parameters",
 * network settings).
 */
export const networkRules: readonly Rule[] = [
  eachContainer(requireMatchingPorts),
  eachContainer(refuseUnsupportedByAwsvpc),
  requireUniquePortNames,
  requireUniqueHostPorts,
  eachContainer(requireOnePortNotation),
  eachContainer(refuseUnsupportedByMode),
];

const MOST_PORT = 65_535;

/** Modes in which a container's port can't be mapped to another host port. */
const WITHOUT_PORT_MAPPING = ["awsvpc", "host"];

/** Properties that a container can't have where its task has a network interface of its own, with ECS's words. */
const UNSUPPORTED_BY_AWSVPC: Readonly<Record<string, string>> = {
  disableNetworking: "Networking cannot be disabled",
  dnsSearchDomains: "DNS search domains are not supported on container",
  dnsServers: "DNS servers are not supported on container",
  extraHosts: "Extra hosts are not supported on container",
  hostname: "hostname is not supported on container",
  links: "Links are not supported",
};

export function networkModeOf(inputs: Properties): string {
  return text(inputs, "networkMode") ?? "bridge";
}

function requireMatchingPorts(container: Properties, path: string, inputs: Properties): void {
  const mode = networkModeOf(inputs);
  if (!WITHOUT_PORT_MAPPING.includes(mode)) return;
  for (const mapping of objects(container, "portMappings")) {
    const hostPort = number(mapping, "hostPort");
    if (hostPort === undefined || hostPort === number(mapping, "containerPort")) continue;
    refuse(
      "ClientException",
      `When networkMode=${mode}, the host ports and container ports in port mappings must match.`,
      `${path}.portMappings`,
    );
  }
}

function refuseUnsupportedByAwsvpc(container: Properties, path: string, inputs: Properties): void {
  if (networkModeOf(inputs) !== "awsvpc") return;
  const [unsupported] = given(container, Object.keys(UNSUPPORTED_BY_AWSVPC)).filter(
    (name) => container[name] !== false,
  );
  if (unsupported === undefined) return;
  refuse(
    "ClientException",
    `${UNSUPPORTED_BY_AWSVPC[unsupported] ?? ""} when networkMode=awsvpc.`,
    `${path}.${unsupported}`,
  );
}

/** Amazon ECS API Reference, ContainerDefinition, links and portMappings, and PortMapping, containerPortRange. */
function refuseUnsupportedByMode(container: Properties, path: string, inputs: Properties): void {
  const mode = networkModeOf(inputs);
  const mappings = objects(container, "portMappings");
  if (mode === "none" && mappings.length > 0) {
    refuse("ClientException", "Port mappings are not supported when networkMode=none.", `${path}.portMappings`);
  }
  if (mode === "host" && mappings.some(({ containerPortRange }) => containerPortRange !== undefined)) {
    refuse("ClientException", "containerPortRange is not supported when networkMode=host.", `${path}.portMappings`);
  }
  if (mode === "bridge" || texts(container, "links").length === 0) return;
  refuse("ClientException", `Links are not supported when networkMode=${mode}.`, `${path}.links`);
}

/**
 * Containers of one task share its ports; in bridge mode ECS chooses a host port where none is given (PortMapping,
 * hostPort).
 */
function requireUniqueHostPorts(operation: Operation): void {
  const isContainerPort = WITHOUT_PORT_MAPPING.includes(networkModeOf(operation.inputs));
  const used = new Set<string>();
  eachContainer((container, path) => {
    for (const mapping of objects(container, "portMappings")) {
      const protocol = (text(mapping, "protocol") ?? "tcp").toUpperCase();
      const port = isContainerPort ? number(mapping, "containerPort") : number(mapping, "hostPort");
      if (port === undefined || port === 0) continue;
      if (used.has(`${protocol} ${port}`)) {
        refuse(
          "ClientException",
          `${protocol} host port '${port}' is mapped multiple times in task.`,
          `${path}.portMappings`,
        );
      }
      used.add(`${protocol} ${port}`);
    }
  })(operation);
}

/** Amazon ECS API Reference, PortMapping: a port, or a range of ports, whose host ports can't be chosen. */
function requireOnePortNotation(container: Properties, path: string): void {
  for (const mapping of objects(container, "portMappings")) {
    const problem = problemOfPorts(mapping, text(container, "name") ?? "");
    if (problem !== undefined) refuse("ClientException", problem, `${path}.portMappings`);
  }
}

function problemOfPorts(mapping: Properties, name: string): string | undefined {
  const range = text(mapping, "containerPortRange");
  if (range === undefined) {
    const isGiven = number(mapping, "containerPort") !== undefined;
    return isGiven ? undefined : `Invalid 'containerPort' setting for container '${name}'.`;
  }
  const others = given(mapping, ["containerPort", "hostPort"]);
  if (others.length > 0) return `containerPortRange can't be used with ${others.join(" and ")}.`;
  return isPortRange(range) ? undefined : `Invalid containerPortRange '${range}'.`;
}

function isPortRange(range: string): boolean {
  const [first = Number.NaN, last = Number.NaN, ...rest] = range.split("-").map(Number);
  return rest.length === 0 && first >= 1 && first < last && last <= MOST_PORT;
}

function requireUniquePortNames(operation: Parameters<Rule>[0]): void {
  const names = new Set<string>();
  eachContainer((container, path) => {
    for (const mapping of objects(container, "portMappings")) {
      const name = text(mapping, "name");
      if (name !== undefined && names.has(name)) {
        refuse("ClientException", `port mapping name is already used: '${name}'`, `${path}.portMappings`);
      }
      if (name !== undefined) names.add(name);
    }
  })(operation);
}
