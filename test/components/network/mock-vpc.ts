import * as pulumi from "@pulumi/pulumi";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { DeployOptions } from "../../support/deploy";

/** What awsx's remote component answers: under mocks it is one resource, whose children nobody registers. */
export const VPC_OUTPUTS: NonNullable<DeployOptions["outputs"]> = {
  "awsx:ec2:Vpc": ({ name, inputs }) => {
    const { availabilityZoneNames } = inputs as { readonly availabilityZoneNames: readonly string[] };
    return {
      vpcId: `${name}-id`,
      publicSubnetIds: availabilityZoneNames.map((zone) => `public-${zone}`),
      privateSubnetIds: availabilityZoneNames.map((zone) => `private-${zone}`),
      routeTables: availabilityZoneNames.flatMap((zone) => [
        { id: `public-routes-${zone}` },
        { id: `private-routes-${zone}` },
      ]),
    };
  },
};

/**
 * To be called under mocks: they leave out resource transforms, and the SDK then refuses a resource that has one. Returns
 * the transforms that are registered from then on; nothing runs them.
 */
export function allowTransforms(): readonly pulumi.ResourceTransform[] {
  const registered: pulumi.ResourceTransform[] = [];
  const callbacks = {
    registerTransform: (transform: pulumi.ResourceTransform) => {
      registered.push(transform);
      return Promise.resolve(new Callback());
    },
    awaitStackRegistrations: () => Promise.resolve(),
    shutdown: () => undefined,
  };
  Object.assign(Reflect.get(globalThis, "globalStore") as object, { supportsTransforms: true, callbacks });
  return registered;
}

/** To be called under mocks: the requests with which resources are registered from then on. */
export function watchRequests(): () => readonly RegisterResourceRequest[] {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("mocks are not set");
  const register = jest.spyOn(monitor, "registerResource");
  return () => register.mock.calls.map(([request]) => request);
}
