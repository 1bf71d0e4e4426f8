import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { decode, encode } from "../provider/codec";
import { unary } from "../provider/unary";
import { NotModelledError } from "../services/shared/not-modelled";
import { componentRequest } from "./component-request";
import { Monitor } from "./monitor";
import { vpcArguments } from "./vpc-arguments";
import { vpcOutputs, type ComponentOutput } from "./vpc-outputs";
import { registerVpc } from "./vpc";

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
