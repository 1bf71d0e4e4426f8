import aws from "@pulumi/aws/package.json";
import awsx from "@pulumi/awsx/package.json";
import docker from "@pulumi/docker/package.json";

/** Versions that the providers report: those of the SDK's packages, as the engine compares the two. */
export const PROVIDER_VERSIONS = { aws: aws.version, awsx: awsx.version, docker: docker.version } as const;

export type ProviderPackage = keyof typeof PROVIDER_VERSIONS;
