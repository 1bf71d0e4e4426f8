import { resourceReference } from "../model/pulumi-values";
import type { Properties } from "../model/values";
import type { RegisteredResource } from "./monitor";
import type { RegisteredSubnet, VpcResources } from "./vpc";
import type { SubnetSpec, VpcArguments } from "./vpc-arguments";

/** An output of a component, and the resources that it stands for. */
export interface ComponentOutput {
  readonly value: unknown;
  readonly resources: readonly RegisteredResource[];
}

/** The outputs of `awsx.ec2.Vpc`. */
export function vpcOutputs(resources: VpcResources, args: VpcArguments): Readonly<Record<string, ComponentOutput>> {
  const { vpc, internetGateway, subnets, eips, natGateways, routes } = resources;
  const inPublic = ofType(subnets, "Public");
  const inPrivate = ofType(subnets, "Private");
  const isolated = ofType(subnets, "Isolated");
  return {
    vpc: one(vpc),
    vpcId: { value: vpc.id, resources: [vpc] },
    internetGateway: one(internetGateway),
    subnets: all(subnets.map(({ subnet }) => subnet)),
    publicSubnets: all(inPublic),
    privateSubnets: all(inPrivate),
    isolatedSubnets: all(isolated),
    publicSubnetIds: ids(inPublic),
    privateSubnetIds: ids(inPrivate),
    isolatedSubnetIds: ids(isolated),
    routeTables: all(subnets.map(({ routeTable }) => routeTable)),
    routeTableAssociations: all(subnets.map(({ association }) => association)),
    routes: all(routes),
    eips: all(eips),
    natGateways: all(natGateways),
    vpcEndpoints: all([]),
    subnetLayout: { value: args.specs.map(layoutOf), resources: [] },
  };
}

function ofType(subnets: readonly RegisteredSubnet[], type: SubnetSpec["type"]): RegisteredResource[] {
  return subnets.filter(({ planned }) => planned.type === type).map(({ subnet }) => subnet);
}

function one(resource: RegisteredResource): ComponentOutput {
  return { value: resourceReference(resource), resources: [resource] };
}

function all(resources: readonly RegisteredResource[]): ComponentOutput {
  return { value: resources.map(resourceReference), resources };
}

function ids(resources: readonly RegisteredResource[]): ComponentOutput {
  return { value: resources.map(({ id }) => id), resources };
}

function layoutOf({ type, name, cidrBlocks }: SubnetSpec): Properties {
  return { type, ...(name !== undefined && { name }), cidrBlocks };
}
