import type * as pulumi from "@pulumi/pulumi";
import type { EncryptionKeyArgs } from "../../components/encryption-key";
import type { Configuration } from "../configuration/configuration";
import { protecting } from "./protection";

/** The key that nothing outside the environment uses (ENV-4). Losing it loses all that it encrypts. */
export function encryptionKeyArgs(
  { environment, region, protect, tags }: Pick<Configuration, "environment" | "region" | "protect" | "tags">,
  accountId: pulumi.Input<string>,
): EncryptionKeyArgs {
  return {
    accountId,
    region,
    description: `Encrypts what belongs to ProofPix in ${environment}`,
    tags,
    transform: { key: protecting(protect), alias: protecting(protect) },
  };
}
