import type { ArgumentProblems } from "../shared/validation";
import type { SubnetFacts } from "./existing-subnets";
import type { InterfaceEndpointService } from "./interface-endpoints";

/**
 * Services without which no task starts, since they hold its image and its log (Amazon ECS Developer Guide, "Interface
 * VPC endpoints").
 */
export const NEEDED_SERVICES = ["ecr.api", "ecr.dkr", "logs"] as const satisfies readonly InterfaceEndpointService[];

/** Endpoints of a VPC that lead to what tasks need. */
export interface EndpointFacts {
  /** Services with an interface endpoint that answers by the service's own name. */
  readonly services: readonly string[];
  /** Route tables that lead to S3, from which layers of images come. */
  readonly s3RouteTableIds: readonly string[];
}

/** Records private subnets from which a task would reach neither its image nor its log. */
export function checkWayOut(
  subnets: readonly SubnetFacts[],
  endpoints: EndpointFacts | undefined,
  problems: ArgumentProblems,
): void {
  for (const { id, defaultRoute, routeTableId } of subnets) {
    if (defaultRoute === "internet-gateway") {
      problems.add(
        "privateSubnetIds",
        `"${id}" leads to an internet gateway, through which tasks reach nothing, since they have no public address; name a subnet behind a NAT gateway`,
      );
    }
    const missing = defaultRoute === "nowhere" ? missingEndpoints(routeTableId, endpoints) : [];
    problems.require(
      missing.length === 0,
      "privateSubnetIds",
      `"${id}" has no route to 0.0.0.0/0, and no endpoint leads to ${missing.join(", ")}, without which no task starts; add ${missing.length === 1 ? "it" : "them"}, or a route to a NAT gateway`,
    );
  }
}

function missingEndpoints(routeTableId: string, endpoints: EndpointFacts | undefined): string[] {
  const services = NEEDED_SERVICES.filter((service) => endpoints?.services.includes(service) !== true);
  return [...services, ...(endpoints?.s3RouteTableIds.includes(routeTableId) === true ? [] : ["s3"])];
}
