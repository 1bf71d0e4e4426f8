import type { CloudReader, CloudResource } from "../../model/resource";
import { number, objects, text } from "../../model/values";
import { containersOf } from "../../services/ecs/container-definition";
import { SERVICE } from "../../services/ecs/service-lookup";
import { taskDefinitionNamed } from "../../services/ecs/task-definition-lookup";
import { NAMESPACE, namespaceIdOf, registryByArn } from "../../services/servicediscovery/lookup";

/** A name and port that lead to the tasks of a service. */
export interface DiscoveredPort {
  readonly host: string;
  readonly port: number;
  /** ARN of the service. */
  readonly service: string;
}

/**
 * Names of private DNS namespaces that lead to tasks, each with the ports of their containers (AWS Cloud Map Developer
 * Guide, "DNS records"; Amazon ECS Developer Guide, "Use service discovery to connect Amazon ECS services with DNS
 * names").
 */
export function discoveryPlan(cloud: CloudReader): DiscoveredPort[] {
  return cloud.ofType(SERVICE).flatMap((service) => {
    const host = nameOf(service, cloud);
    if (host === undefined) return [];
    return portsOf(service, cloud).map((port) => ({ host, port, service: service.id }));
  });
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
