import type * as pulumi from "@pulumi/pulumi";

/**
 * Keeps a public subnet from giving whatever starts in it a public address (AWS Security Hub, EC2.15). awsx always asks
 * for that and has no argument against it. Load balancers and NAT gateways, which belong there, bring their own.
 */
export const withoutPublicAddresses: pulumi.ResourceTransform = ({ type, props, opts }) =>
  type === "aws:ec2/subnet:Subnet" ? { props: { ...props, mapPublicIpOnLaunch: false }, opts } : undefined;
