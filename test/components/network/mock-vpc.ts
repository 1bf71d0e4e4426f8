import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { DeployOptions } from "../../support/deploy";

/** What awsx's remote component answers: under mocks it is one resource, whose children nobody registers. */
export const VPC_OUTPUTS: NonNullable<DeployOptions["outputs"]> = {
  "awsx:ec2:Vpc": ({ name }) => ({ vpcId: `${name}-id`, internetGateway: { id: `${name}-gateway` } }),
};

/** To be called under mocks: the requests with which resources are registered from then on. */
export function watchRequests(): () => readonly RegisterResourceRequest[] {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) throw new Error("mocks are not set");
  const register = jest.spyOn(monitor, "registerResource");
  return () => register.mock.calls.map(([request]) => request);
}
