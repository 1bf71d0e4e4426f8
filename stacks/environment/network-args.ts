import type * as pulumi from "@pulumi/pulumi";
import type { NetworkArgs } from "../../components/network";
import type { Configuration } from "../configuration/configuration";
import { protecting } from "./protection";

/** The environment's own network (ENV-4). */
export function networkArgs(
  {
    network,
    logRetentionDays,
    protect,
    tags,
  }: Pick<Configuration, "network" | "logRetentionDays" | "protect" | "tags">,
  logKeyArn: pulumi.Input<string>,
): NetworkArgs {
  return {
    ...network,
    flowLogRetentionDays: logRetentionDays,
    logKeyArn,
    tags,
    transform: { flowLogGroup: protecting(protect) },
  };
}
