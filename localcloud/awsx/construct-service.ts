import * as provider from "@pulumi/pulumi/proto/provider_pb";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decode, encode } from "../provider/codec";
import { unary } from "../provider/unary";
import { NotModelledError } from "../services/shared/inputs";
import { Monitor } from "./monitor";
import { registerVpc } from "./vpc";
import { vpcArguments } from "./vpc-arguments";
import { type ComponentOutput, vpcOutputs } from "./vpc-outputs";

const VPC = "awsx:ec2:Vpc";

/** Pulumi's provider protocol for the package awsx, which has components only. */
export function constructHandlers(): UntypedServiceImplementation {
  return {
    handshake: unary(() => new provider.ProviderHandshakeResponse().setAcceptSecrets(true)),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    checkConfig: unary((request: provider.CheckRequest) => new provider.CheckResponse().setInputs(request.getNews())),
    diffConfig: unary(() => new provider.DiffResponse().setChanges(provider.DiffResponse.DiffChanges.DIFF_NONE)),
    configure: unary(() => new provider.ConfigureResponse().setSupportspreview(true).setAcceptsecrets(true)),
    construct: unary(construct),
  };
}

async function construct(request: provider.ConstructRequest): Promise<provider.ConstructResponse> {
  const type = request.getType();
  if (type !== VPC) throw new NotModelledError("components of awsx other than ec2.Vpc", [type], "awsx");
  const sources = request.getInputdependenciesMap();
  const args = vpcArguments(decode(request.getInputs()), (input) => sources.get(input)?.getUrnsList() ?? []);
  const monitor = new Monitor(request.getMonitorendpoint(), {
    provider: request.getProvidersMap().get("aws") ?? "",
    protect: request.hasProtect() ? request.getProtect() : undefined,
  });
  try {
    const component = await monitor.registerComponent(componentRequest(request));
    const outputs = vpcOutputs(await registerVpc(monitor, component, request.getName(), args), args);
    await monitor.completeComponent(component);
    return constructed(component, outputs);
  } finally {
    monitor.close();
  }
}

/** The engine is told which resources each output stands for, so that what uses it is deleted first. */
function constructed(
  component: string,
  outputs: Readonly<Record<string, ComponentOutput>>,
): provider.ConstructResponse {
  const values = Object.entries(outputs).map(([output, { value }]) => [output, value] as const);
  const response = new provider.ConstructResponse().setUrn(component).setState(encode(Object.fromEntries(values)));
  for (const [output, { resources }] of Object.entries(outputs)) {
    const urns = new provider.ConstructResponse.PropertyDependencies().setUrnsList(resources.map(({ urn }) => urn));
    response.getStatedependenciesMap().set(output, urns);
  }
  return response;
}

/** Registration of the component that the engine wants constructed, with the options that its user gave it. */
export function componentRequest(construct: ConstructRequest): RegisterResourceRequest {
  const request = new RegisterResourceRequest()
    .setType(construct.getType())
    .setName(construct.getName())
    .setParent(construct.getParent())
    .setObject(encode({}))
    .setAliasesList(construct.getAliasesList())
    .setDependenciesList(construct.getDependenciesList())
    .setDeletedwith(construct.getDeletedwith())
    .setIgnorechangesList(construct.getIgnorechangesList())
    .setReplaceonchangesList(construct.getReplaceonchangesList());
  if (construct.hasProtect()) request.setProtect(construct.getProtect() === true);
  if (construct.hasRetainondelete()) request.setRetainondelete(construct.getRetainondelete() === true);
  for (const [packageName, reference] of construct.getProvidersMap().entries()) {
    request.getProvidersMap().set(packageName, reference);
  }
  return request;
}
