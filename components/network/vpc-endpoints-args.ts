import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { NetworkTransforms } from "./args";
import type { InterfaceEndpointService } from "./interface-endpoints";

/** Escape hatches, one for each kind of child. */
export type VpcEndpointsTransforms = Pick<
  NetworkTransforms,
  "endpointIngressRule" | "endpointSecurityGroup" | "interfaceEndpoint" | "s3Endpoint"
>;

/** Arguments of `VpcEndpoints`, which a `Network` creates. */
export interface VpcEndpointsArgs {
  /** Region of the VPC, such as `"eu-central-1"`. */
  readonly region: string;
  /** VPC from which the services are reached. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 block of the VPC, which alone reaches the interface endpoints. */
  readonly vpcCidrBlock: string;
  /** Route tables that get a route to S3. */
  readonly routeTableIds: pulumi.Input<string>[];
  /** Subnets of the interface endpoints, one per zone. */
  readonly subnetIds: pulumi.Input<string>[];
  /** Services that get an interface endpoint. */
  readonly services: readonly InterfaceEndpointService[];
  /** Tags of every child. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: VpcEndpointsTransforms;
}
