import type * as pulumi from "@pulumi/pulumi";
import type { ContainerClusterArgs } from "../../components/container-cluster";
import type { Configuration } from "../configuration/configuration";
import { protecting } from "./protection";

/** Where the environment's services run. */
export function containerClusterArgs(
  { logRetentionDays, protect, tags }: Pick<Configuration, "logRetentionDays" | "protect" | "tags">,
  kmsKeyArn: pulumi.Input<string>,
): ContainerClusterArgs {
  const transform = { logGroup: protecting(protect), containerInsightsLogGroup: protecting(protect) };
  return { kmsKeyArn, logRetentionDays, tags, transform };
}
