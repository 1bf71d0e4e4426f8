import type { Operation, Rule } from "../../model/resource-type";
import { number, objects, text, texts, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { eachContainer, type ContainerPlace } from "./container-definition";

/** What network modes exclude (Amazon ECS Developer Guide, "Task definition parameters", network settings). */
export const networkRules: readonly Rule[] = [
  eachContainer(requireMatchingPorts),
  eachContainer(refuseWhatAwsvpcLacks),
  requireUniquePortNames,
  requireHostPortsOnce,
  eachContainer(requireOnePortNotation),
  eachContainer(refuseWhatModesLack),
];

const MOST_PORT = 65_535;

/** Modes in which a container's port can't be mapped to another one. */
const OWN_INTERFACE = ["awsvpc", "host"];

/** What a container can't choose where its task has an interface of its own, in ECS's words. */
const AWSVPC_LACKS: Readonly<Record<string, string>> = {
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

function requireMatchingPorts(container: Properties, place: ContainerPlace, inputs: Properties): void {
  const mode = networkModeOf(inputs);
  if (!OWN_INTERFACE.includes(mode)) return;
  for (const mapping of objects(container, "portMappings")) {
    const hostPort = number(mapping, "hostPort");
    if (hostPort === undefined || hostPort === number(mapping, "containerPort")) continue;
    place.refuse(
      "portMappings",
      `When networkMode=${mode}, the host ports and container ports in port mappings must match.`,
    );
  }
}

function refuseWhatAwsvpcLacks(container: Properties, place: ContainerPlace, inputs: Properties): void {
  if (networkModeOf(inputs) !== "awsvpc") return;
  const [unsupported] = given(container, Object.keys(AWSVPC_LACKS)).filter((name) => container[name] !== false);
  if (unsupported === undefined) return;
  place.refuse(unsupported, `${AWSVPC_LACKS[unsupported] ?? ""} when networkMode=awsvpc.`);
}

/** Amazon ECS API Reference, ContainerDefinition, links and portMappings, and PortMapping, containerPortRange. */
function refuseWhatModesLack(container: Properties, place: ContainerPlace, inputs: Properties): void {
  const mode = networkModeOf(inputs);
  const mappings = objects(container, "portMappings");
  if (mode === "none" && mappings.length > 0) {
    place.refuse("portMappings", "Port mappings are not supported when networkMode=none.");
  }
  if (mode === "host" && mappings.some(({ containerPortRange }) => containerPortRange !== undefined)) {
    place.refuse("portMappings", "containerPortRange is not supported when networkMode=host.");
  }
  if (mode === "bridge" || texts(container, "links").length === 0) return;
  place.refuse("links", `Links are not supported when networkMode=${mode}.`);
}

/** Containers of one task share its ports; a bridge gives each what is left open (PortMapping, hostPort). */
function requireHostPortsOnce(operation: Operation): void {
  const isOwn = OWN_INTERFACE.includes(networkModeOf(operation.inputs));
  const taken = new Set<string>();
  eachContainer((container, place) => {
    for (const mapping of objects(container, "portMappings")) {
      const protocol = (text(mapping, "protocol") ?? "tcp").toUpperCase();
      const port = isOwn ? number(mapping, "containerPort") : number(mapping, "hostPort");
      if (port === undefined || port === 0) continue;
      if (taken.has(`${protocol} ${port}`)) {
        place.refuse("portMappings", `${protocol} host port '${port}' is mapped multiple times in task.`);
      }
      taken.add(`${protocol} ${port}`);
    }
  })(operation);
}

/** Amazon ECS API Reference, PortMapping: a port, or a range of ports, whose host ports can't be chosen. */
function requireOnePortNotation(container: Properties, place: ContainerPlace): void {
  for (const mapping of objects(container, "portMappings")) {
    const problem = problemOfPorts(mapping, text(container, "name") ?? "");
    if (problem !== undefined) place.refuse("portMappings", problem);
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
  eachContainer((container, place) => {
    for (const mapping of objects(container, "portMappings")) {
      const name = text(mapping, "name");
      if (name !== undefined && names.has(name)) {
        place.refuse("portMappings", `port mapping name is already used: '${name}'`);
      }
      if (name !== undefined) names.add(name);
    }
  })(operation);
}
