import * as aws from "@pulumi/aws";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ContainerServiceArgs, PlannedServiceArgs, ServiceChildren } from "./args";
import { isShifting } from "./deployment";

/** A label of a DNS name (RFC 1035, section 2.3.1), in lower case. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/**
 * Instances of a service of Cloud Map, not adjustable (Amazon ECS Developer Guide, "Service discovery considerations").
 */
const MOST_INSTANCES = 1000;
/** How long clients may remember a task's address, which is wrong as soon as the task has ended. */
const TTL_SECONDS = 10;

/** Records a name by which nobody would find the tasks that serve. */
export function validateDiscovery(
  { deployment = { strategy: "rolling" }, discovery, maxInstances }: PlannedServiceArgs,
  problems: ArgumentProblems,
): void {
  if (discovery === undefined) return;
  problems.require(
    LABEL.test(discovery.name),
    "discovery.name",
    `must be one label of lower-case letters, digits and hyphens, up to 63, got ${JSON.stringify(discovery.name)}`,
  );
  const namespaceId = literal(discovery.namespaceId);
  problems.require(
    namespaceId === undefined || /^ns-[a-z0-9]+$/.test(namespaceId),
    "discovery.namespaceId",
    `must be the id of a namespace of Cloud Map, such as "ns-0123456789abcdef", got ${JSON.stringify(namespaceId)}`,
  );
  problems.require(
    maxInstances <= MOST_INSTANCES,
    "maxInstances",
    `must be at most ${MOST_INSTANCES} with discovery, as many as Cloud Map registers for a service, got ${maxInstances}`,
  );
  // Amazon ECS Developer Guide, "Required resources for Amazon ECS blue/green deployments": traffic is shifted by load
  // balancers, Service Connect and VPC Lattice.
  problems.require(
    !isShifting(deployment),
    "discovery",
    `can't go with deployment.strategy "${deployment.strategy}": ECS shifts traffic between target groups, while the DNS name would lead to the tasks of both revisions; use "rolling", or let clients come through the load balancer`,
  );
}

/** The Cloud Map service with which ECS registers each task's address while it is healthy; undefined without one. */
export function createRegistry(
  { name, parent, tags, transform }: ServiceChildren,
  { discovery }: ContainerServiceArgs,
): aws.servicediscovery.Service | undefined {
  if (discovery === undefined) return undefined;
  const registryName = `${name}-discovery`;
  return new aws.servicediscovery.Service(
    ...transformed(
      transform.discovery,
      registryName,
      {
        name: discovery.name,
        description: `Tasks of ${name}`,
        dnsConfig: {
          namespaceId: discovery.namespaceId,
          routingPolicy: "MULTIVALUE",
          dnsRecords: [{ type: "A", ttl: TTL_SECONDS }],
        },
        // AWS takes 1 whatever is given, but the provider leaves out a block without a value.
        healthCheckCustomConfig: { failureThreshold: 1 },
        // ECS takes addresses away by itself, but perhaps not before the service is deleted.
        forceDestroy: true,
        tags: namedTags(registryName, tags),
      },
      // The provider would delete it first, since its name is fixed: in another namespace it is free.
      { parent, deleteBeforeReplace: false },
    ),
  );
}
