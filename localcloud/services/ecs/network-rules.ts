import type { Rule } from "../../model/resource-type";
import { number, objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { eachContainer, type ContainerPlace } from "./container-definition";

/** What network modes exclude (Amazon ECS Developer Guide, "Task definition parameters", network settings). */
export const networkRules: readonly Rule[] = [
  eachContainer(requireMatchingPorts),
  eachContainer(refuseWhatAwsvpcLacks),
  requireUniquePortNames,
];

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
