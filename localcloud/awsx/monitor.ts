import { credentials } from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { UNKNOWN } from "../model/pulumi-values";
import type { Properties } from "../model/values";
import { decode, encode } from "../provider/codec";
import { providerVersion } from "../provider/versions";
import type { Sourced, SourcedProperties } from "./sourced";

/** A resource that the engine registered. */
export interface RegisteredResource {
  readonly urn: string;
  /** Stands for an unknown value in a preview of its creation. */
  readonly id: string;
  readonly outputs: Properties;
}

/** A resource of the `aws` package that a component registers. */
export interface ChildRegistration {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly inputs: SourcedProperties;
  /** URNs of resources that have to exist first, beside those behind its inputs. */
  readonly dependsOn: readonly string[];
}

/** What a component's options pass on to its children. */
export interface Inherited {
  /** Reference of the `aws` provider; empty for the default one. */
  readonly provider: string;
  /** Stated for each child as by the SDK, since the engine doesn't pass it on when there are transforms. */
  readonly protect: boolean | undefined;
}

/**
 * The engine's side of a remote component, at the level of its protocol: the SDK keeps such things in globals, and here
 * several stacks are deployed at once.
 */
export class Monitor {
  private readonly client: ResourceMonitorClient;

  constructor(
    address: string,
    private readonly inherited: Inherited,
  ) {
    this.client = new ResourceMonitorClient(address, credentials.createInsecure());
  }

  async registerChild({ type, name, parent, inputs, dependsOn }: ChildRegistration): Promise<RegisteredResource> {
    const given = Object.entries(inputs).filter(([, { value }]) => value !== undefined);
    const request = new RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent)
      .setCustom(true)
      .setProvider(this.inherited.provider)
      .setVersion(providerVersion("aws"))
      .setObject(encode(Object.fromEntries(given.map(([input, { value }]) => [input, value]))))
      .setDependenciesList([...new Set([...dependsOn, ...given.flatMap(([, { from }]) => from)])]);
    if (this.inherited.protect !== undefined) request.setProtect(this.inherited.protect);
    for (const [input, { from }] of given) {
      const urns = new RegisterResourceRequest.PropertyDependencies().setUrnsList([...from]);
      request.getPropertydependenciesMap().set(input, urns);
    }
    const response = await this.register(request);
    return { urn: response.getUrn(), id: response.getId() || UNKNOWN, outputs: decode(response.getObject()) };
  }

  /** @returns URN of the component. */
  async registerComponent(request: RegisterResourceRequest): Promise<string> {
    return (await this.register(request)).getUrn();
  }

  /** Tells the engine that a component is complete. */
  completeComponent(urn: string): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(encode({}));
    return new Promise((resolve, reject) => {
      this.client.registerResourceOutputs(request, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  close(): void {
    this.client.close();
  }

  private register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    request.setAcceptsecrets(true).setAcceptresources(true).setSupportspartialvalues(true).setAliasspecs(true);
    return new Promise((resolve, reject) => {
      this.client.registerResource(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}

/** The id of a resource as another one's input. */
export function idOf({ urn, id }: RegisteredResource): Sourced {
  return { value: id, from: [urn] };
}

/** An output of a resource as another one's input; unknown until the resource is there. */
export function outputOf({ urn, outputs }: RegisteredResource, output: string): Sourced {
  return { value: outputs[output] ?? UNKNOWN, from: [urn] };
}
