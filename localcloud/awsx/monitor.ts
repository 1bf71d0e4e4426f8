import { credentials } from "@grpc/grpc-js";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  type RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { decode, encode, UNKNOWN } from "../provider/codec";
import type { Properties } from "../model/values";

/** A resource that the engine registered. */
export interface RegisteredResource {
  readonly urn: string;
  /** Stands for an unknown value in a preview. */
  readonly id: string;
  readonly outputs: Properties;
}

export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly inputs: Properties;
  /** Resources that have to exist first. */
  readonly dependsOn?: readonly RegisteredResource[];
}

/** What a component's options pass on to its children. */
export interface Inherited {
  /** Reference of the `aws` provider; empty for the default one. */
  readonly provider: string;
  readonly protect: boolean;
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

  /** Registers a resource of the `aws` package. */
  async register(registration: Registration): Promise<RegisteredResource> {
    const request = this.request(registration).setCustom(true).setProvider(this.inherited.provider);
    request.setDependenciesList((registration.dependsOn ?? []).map(({ urn }) => urn));
    request.setProtect(this.inherited.protect);
    const response = await this.send(request);
    return {
      urn: response.getUrn(),
      id: response.getId() === "" ? UNKNOWN : response.getId(),
      outputs: decode(response.getObject()),
    };
  }

  /** Registers the component that the resources belong to. */
  async registerComponent(registration: Omit<Registration, "dependsOn">): Promise<string> {
    return (await this.send(this.request(registration))).getUrn();
  }

  /** Tells the engine that a component is complete. */
  registerOutputs(urn: string, outputs: Properties): Promise<void> {
    const request = new RegisterResourceOutputsRequest().setUrn(urn).setOutputs(encode(outputs));
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

  private request({ type, name, parent, inputs }: Registration): RegisterResourceRequest {
    return new RegisterResourceRequest()
      .setType(type)
      .setName(name)
      .setParent(parent)
      .setObject(encode(inputs))
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setSupportspartialvalues(true);
  }

  private send(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    return new Promise((resolve, reject) => {
      this.client.registerResource(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}
