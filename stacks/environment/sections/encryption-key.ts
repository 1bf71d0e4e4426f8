import { EncryptionKey, type EncryptionKeyArgs } from "../../../components/encryption-key";
import type { Dependencies } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";

/** The key that nothing outside the environment uses (ENV-4). Losing it loses all that it encrypts. */
export const encryptionKeySection = {
  keys: {},

  create: (configuration: EnvironmentConfiguration, parts: EnvironmentParts): { readonly key: EncryptionKey } => ({
    key: new EncryptionKey(parts.name, encryptionKeyArgs(configuration, parts), parts.options),
  }),
};

/** Arguments of the environment's key, in its own region or another. */
export function encryptionKeyArgs(
  { environment, region, protect, tags }: EnvironmentConfiguration,
  { accountId }: Pick<Dependencies, "accountId">,
): EncryptionKeyArgs {
  return {
    accountId,
    region,
    description: `Encrypts what belongs to ProofPix in ${environment}`,
    tags,
    transform: { key: protecting(protect), alias: protecting(protect) },
  };
}
