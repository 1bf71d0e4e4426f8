import { text, type Properties } from "../model/values";
import type { Monitor, RegisteredResource } from "./monitor";
import { subnetLayout, type PlannedSubnet } from "./subnet-layout";

/** Arguments of `awsx.ec2.Vpc` that say how it lays out subnets; the rest goes to the VPC itself. */
const LAYOUT_ARGUMENTS = [
  "availabilityZoneCidrMask",
  "availabilityZoneNames",
  "natGateways",
  "numberOfAvailabilityZones",
  "subnetSpecs",
  "subnetStrategy",
  "vpcEndpointSpecs",
];

const ANYWHERE = "0.0.0.0/0";

/** Resources of a VPC, as awsx groups them in its outputs. */
export interface VpcResources {
  readonly vpc: RegisteredResource;
  readonly internetGateway: RegisteredResource;
  readonly eips: RegisteredResource[];
  readonly natGateways: RegisteredResource[];
  readonly subnets: (RegisteredResource & { readonly kind: PlannedSubnet["kind"] })[];
  readonly routeTables: RegisteredResource[];
  readonly routeTableAssociations: RegisteredResource[];
  readonly routes: RegisteredResource[];
}

/** Registers what `awsx.ec2.Vpc` 3 registers: the same resources, names and parents (pulumi-awsx, `ec2/vpc`). */
export async function registerVpc(
  monitor: Monitor,
  component: string,
  name: string,
  args: Properties,
): Promise<VpcResources> {
  const layout = subnetLayout(name, args);
  const tags = { Name: name, ...((args.tags ?? {}) as Properties) };
  const own = Object.entries(args).filter(([key]) => !LAYOUT_ARGUMENTS.includes(key));
  const vpc = await monitor.register({
    type: "aws:ec2/vpc:Vpc",
    name,
    parent: component,
    inputs: { ...Object.fromEntries(own), tags },
  });
  const internetGateway = await monitor.register({
    type: "aws:ec2/internetGateway:InternetGateway",
    name,
    parent: vpc.urn,
    inputs: { vpcId: vpc.id, tags },
    dependsOn: [vpc],
  });
  const registration = new SubnetRegistration(monitor, name, args, { vpc, internetGateway });
  for (const planned of layout) await registration.register(planned);
  return registration.resources;
}

/** Registers subnets one after the other, since private ones lead to the NAT gateways of public ones before them. */
class SubnetRegistration {
  readonly resources: VpcResources;
  private readonly tags: Properties;
  private readonly natStrategy: string;

  constructor(
    private readonly monitor: Monitor,
    private readonly name: string,
    args: Properties,
    shared: Pick<VpcResources, "vpc" | "internetGateway">,
  ) {
    this.tags = (args.tags ?? {}) as Properties;
    this.natStrategy = text(args, "natGateways.strategy") ?? "OnePerAz";
    const groups = { eips: [], natGateways: [], subnets: [], routeTables: [], routeTableAssociations: [], routes: [] };
    this.resources = { ...shared, ...groups };
  }

  async register(planned: PlannedSubnet): Promise<void> {
    const subnet = await this.registerSubnet(planned);
    this.resources.subnets.push({ ...subnet, kind: planned.kind });
    const routeTable = await this.registerRouteTable(planned, subnet);
    this.resources.routeTables.push(routeTable);
    if (planned.kind === "Public" && this.wantsNatGateway(planned)) await this.registerNatGateway(planned, subnet);
    const way = this.wayOut(planned);
    if (way !== undefined) this.resources.routes.push(await this.registerRoute(planned, routeTable, way));
  }

  private registerSubnet({ name, kind, zone, cidrBlock, tags }: PlannedSubnet): Promise<RegisteredResource> {
    const { vpc } = this.resources;
    return this.monitor.register({
      type: "aws:ec2/subnet:Subnet",
      name,
      parent: vpc.urn,
      inputs: {
        vpcId: vpc.id,
        availabilityZone: zone,
        mapPublicIpOnLaunch: kind === "Public",
        cidrBlock,
        tags: { ...this.sharedTags(), ...tags, Name: name, SubnetType: kind },
      },
      dependsOn: [vpc],
    });
  }

  private async registerRouteTable(
    { name, kind }: PlannedSubnet,
    subnet: RegisteredResource,
  ): Promise<RegisteredResource> {
    const { vpc } = this.resources;
    const tags = { ...this.sharedTags(), Name: name, SubnetType: kind };
    const routeTable = await this.monitor.register({
      type: "aws:ec2/routeTable:RouteTable",
      name,
      parent: subnet.urn,
      inputs: { vpcId: vpc.id, tags },
      dependsOn: [subnet],
    });
    const association = await this.monitor.register({
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      parent: routeTable.urn,
      inputs: { routeTableId: routeTable.id, subnetId: subnet.id },
      dependsOn: [routeTable],
    });
    this.resources.routeTableAssociations.push(association);
    return routeTable;
  }

  private wantsNatGateway({ zoneIndex }: PlannedSubnet): boolean {
    if (this.natStrategy === "Single") return this.resources.natGateways.length === 0;
    return this.natStrategy === "OnePerAz" && this.resources.natGateways.length === zoneIndex;
  }

  private async registerNatGateway({ zoneIndex }: PlannedSubnet, subnet: RegisteredResource): Promise<void> {
    const name = `${this.name}-${zoneIndex + 1}`;
    const tags = { ...this.tags, Name: name };
    const child = { name, parent: subnet.urn, dependsOn: [subnet] };
    const eip = await this.monitor.register({ ...child, type: "aws:ec2/eip:Eip", inputs: { tags } });
    const allocationId = eip.outputs.allocationId ?? eip.id;
    const natGateway = await this.monitor.register({
      ...child,
      type: "aws:ec2/natGateway:NatGateway",
      inputs: { subnetId: subnet.id, allocationId, tags },
      dependsOn: [subnet, eip],
    });
    this.resources.eips.push(eip);
    this.resources.natGateways.push(natGateway);
  }

  /** Where traffic to the internet goes: through the gateway, through NAT, or nowhere. */
  private wayOut({ kind, zoneIndex }: PlannedSubnet): { inputs: Properties; through: RegisteredResource } | undefined {
    const { internetGateway, natGateways } = this.resources;
    if (kind === "Public") return { inputs: { gatewayId: internetGateway.id }, through: internetGateway };
    const natGateway = kind === "Private" ? natGateways[this.natStrategy === "Single" ? 0 : zoneIndex] : undefined;
    return natGateway && { inputs: { natGatewayId: natGateway.id }, through: natGateway };
  }

  private registerRoute(
    { name }: PlannedSubnet,
    routeTable: RegisteredResource,
    way: { inputs: Properties; through: RegisteredResource },
  ): Promise<RegisteredResource> {
    return this.monitor.register({
      type: "aws:ec2/route:Route",
      name,
      parent: routeTable.urn,
      inputs: { routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, ...way.inputs },
      dependsOn: [routeTable, way.through],
    });
  }

  private sharedTags(): Properties {
    return { Name: this.name, ...this.tags };
  }
}
