import type { CloudReader, CloudResource } from "../../model/resource";
import { number, objects, text } from "../../model/values";
import { containersOf } from "../../services/ecs/container-definition";
import { connectEndpoints } from "../../services/ecs/service-connect";
import { SERVICE } from "../../services/ecs/service-lookup";
import { taskDefinitionNamed } from "../../services/ecs/task-definition-lookup";
import { NAMESPACE, namespaceIdOf, registryByArn } from "../../services/servicediscovery/lookup";

/** A name and port that lead to the tasks of a service. */
export interface DiscoveredPort {
  readonly host: string;
  readonly port: number;
  /** Port of the container. */
  readonly containerPort: number;
  /** ARN of the service. */
  readonly service: string;
}

/**
 * Names of private DNS namespaces that lead to tasks, each with the ports of their containers (AWS Cloud Map Developer
 * Guide, "DNS records"; Amazon ECS Developer Guide, "Use service discovery to connect Amazon ECS services with DNS
 * names"), and those at which Service Connect lets services reach each other. On AWS these lead on in tasks of the same
 * namespace alone, here in all.
 */
export function discoveryPlan(cloud: CloudReader): DiscoveredPort[] {
  return cloud.ofType(SERVICE).flatMap((service) => {
    const host = nameOf(service, cloud);
    const ports = host === undefined ? [] : portsOf(service, cloud);
    const registered = ports.map((port) => ({ host: host ?? "", port, containerPort: port }));
    return [...registered, ...connected(service, cloud)].map((each) => ({ ...each, service: service.id }));
  });
}

function connected({ inputs, region }: CloudResource, cloud: CloudReader): Omit<DiscoveredPort, "service">[] {
  const definition = taskDefinitionNamed(text(inputs, "taskDefinition") ?? "", region, cloud);
  const endpoints = definition === undefined ? [] : connectEndpoints(inputs, definition.inputs, cloud);
  return endpoints.map(({ host, port, containerPort }) => ({ host: host.toLowerCase(), port, containerPort }));
}

function nameOf({ inputs }: CloudResource, cloud: CloudReader): string | undefined {
  const registry = registryByArn(text(inputs, "serviceRegistries.registryArn") ?? "", cloud);
  const namespace = registry && cloud.find(NAMESPACE, namespaceIdOf(registry.inputs) ?? "");
  if (registry === undefined || namespace === undefined) return undefined;
  return `${String(registry.computed.name)}.${String(namespace.computed.name)}`.toLowerCase();
}

function portsOf({ inputs, region }: CloudResource, cloud: CloudReader): number[] {
  const definition = taskDefinitionNamed(text(inputs, "taskDefinition") ?? "", region, cloud);
  const containers = definition === undefined ? [] : containersOf(definition.inputs);
  const mappings = containers.flatMap((container) => objects(container, "portMappings"));
  return [...new Set(mappings.flatMap((mapping) => number(mapping, "containerPort") ?? []))];
}
