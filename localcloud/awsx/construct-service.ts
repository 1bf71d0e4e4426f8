import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { UnknownTypeError } from "../model/unknown-type-error";
import { resourceReference, decode, encode } from "../provider/codec";
import { unary } from "../provider/unary";
import type { Properties } from "../model/values";
import { Monitor, type RegisteredResource } from "./monitor";
import { registerVpc, type VpcResources } from "./vpc";

const VPC = "awsx:ec2:Vpc";

/** Pulumi's provider protocol for the package awsx, which has components only. */
export function constructHandlers(): UntypedServiceImplementation {
  return {
    handshake: unary(() => new provider.ProviderHandshakeResponse().setAcceptResources(true)),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    checkConfig: unary((request: provider.CheckRequest) => new provider.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary(() => new provider.DiffResponse().setChanges(provider.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: unary(() => new provider.ConfigureResponse().setSupportspreview(true).setAcceptresources(true)),
    construct: unary(construct),
  };
}

async function construct(request: provider.ConstructRequest): Promise<provider.ConstructResponse> {
  if (request.getType() !== VPC) throw new UnknownTypeError("resource type", request.getType());
  const monitor = new Monitor(request.getMonitorendpoint(), {
    provider: request.getProvidersMap().get("aws") ?? "",
    protect: request.getProtect() ?? false,
  });
  try {
    const [type, name, parent] = [VPC, request.getName(), request.getParent()];
    const component = await monitor.registerComponent({ type, name, parent, inputs: {} });
    const resources = await registerVpc(monitor, component, name, decode(request.getInputs()));
    const outputs = outputsOf(resources);
    await monitor.registerOutputs(component, outputs);
    return response(component, outputs, resources);
  } finally {
    monitor.close();
  }
}

/** The outputs of `awsx.ec2.Vpc`. */
function outputsOf(resources: VpcResources): Properties {
  const idsOf = (kind: string): string[] => resources.subnets.filter((each) => each.kind === kind).map(({ id }) => id);
  const references = (list: readonly RegisteredResource[]): Properties[] => list.map(resourceReference);
  return {
    vpc: resourceReference(resources.vpc),
    internetGateway: resourceReference(resources.internetGateway),
    eips: references(resources.eips),
    natGateways: references(resources.natGateways),
    subnets: references(resources.subnets),
    routeTables: references(resources.routeTables),
    routeTableAssociations: references(resources.routeTableAssociations),
    routes: references(resources.routes),
    vpcEndpoints: [],
    vpcId: resources.vpc.id,
    publicSubnetIds: idsOf("Public"),
    privateSubnetIds: idsOf("Private"),
    isolatedSubnetIds: idsOf("Isolated"),
  };
}

/** Which resources each output stands for, so that the engine deletes what uses them first. */
function response(component: string, outputs: Properties, resources: VpcResources): provider.ConstructResponse {
  const answer = new provider.ConstructResponse().setUrn(component).setState(encode(outputs));
  const subnets = [...resources.subnets, ...resources.routes, ...resources.routeTableAssociations];
  const dependencies: Readonly<Record<string, readonly RegisteredResource[]>> = {
    vpcId: [resources.vpc],
    publicSubnetIds: subnets,
    privateSubnetIds: subnets,
    isolatedSubnetIds: subnets,
    routeTables: resources.routeTables,
  };
  for (const [output, behind] of Object.entries(dependencies)) {
    const urns = new provider.ConstructResponse.PropertyDependencies().setUrnsList(behind.map(({ urn }) => urn));
    answer.getStatedependenciesMap().set(output, urns);
  }
  return answer;
}
