import type { ClientUnaryCall } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** What a component or program asked the engine to register. */
export interface Registered {
  readonly urn: string;
  /** Type token, such as `"aws:ec2/vpc:Vpc"`. */
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** URN of its parent; empty for one that has none. */
  readonly parent: string;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  /** Inputs whose change replaces it by its options; the provider knows others. */
  readonly replaceOnChanges: readonly string[];
  /** Whether its options ask for that; the provider may do it by itself. */
  readonly deleteBeforeReplace: boolean;
  /** True for a ComponentResource, false for a resource of a provider. */
  readonly component: boolean;
  /** URNs of the resources whose outputs went into an input, by the input's name. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** Mocks are told neither parent nor protection, so the requests themselves are read. */
export function recordRegistrations(registered: Registered[]): void {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("mocks are not set");
  const register = monitor.registerResource.bind(monitor) as (
    request: RegisterResourceRequest,
    ...rest: unknown[]
  ) => ClientUnaryCall;
  monitor.registerResource = (request: RegisterResourceRequest, ...rest: unknown[]) => {
    registered.push(registeredBy(request));
    return register(request, ...rest);
  };
}

function registeredBy(request: RegisterResourceRequest): Registered {
  return {
    urn: urnOf(request),
    type: request.getType(),
    name: request.getName(),
    inputs: pulumi.runtime.deserializeProperties(request.getObject() ?? new Struct()),
    parent: request.getParent(),
    protect: request.getProtect() ?? false,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    deleteBeforeReplace: request.getDeletebeforereplace(),
    component: !request.getCustom(),
    dependencies: dependenciesOf(request),
  };
}

/** The URN that the mocks will give a resource. */
function urnOf(request: RegisterResourceRequest): string {
  const parentType = request.getParent().split("::")[2]?.split("$").at(-1);
  const type = parentType === undefined ? request.getType() : `${parentType}$${request.getType()}`;
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${request.getName()}`;
}

function dependenciesOf(request: RegisterResourceRequest): Record<string, string[]> {
  const dependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, input) => {
    dependencies[input] = urns.getUrnsList();
  });
  return dependencies;
}
