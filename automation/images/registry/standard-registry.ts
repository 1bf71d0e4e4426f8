import { DistributionRegistry } from "./distribution-registry";
import { EcrRegistryReader, ecrImageOf } from "./ecr-registry-reader";
import type { CredentialsOf, RegistryReader } from "./registry";

/** Reads Amazon ECR by its own API, which the SDK's settings lead to, and any other registry by the API of all. */
export function standardRegistry(credentialsOf: CredentialsOf): RegistryReader {
  const [ecr, other] = [new EcrRegistryReader(), new DistributionRegistry(credentialsOf)];
  const readerOf = (reference: string): RegistryReader => (ecrImageOf(reference) === undefined ? other : ecr);
  return {
    digestOf: (reference, signal) => readerOf(reference).digestOf(reference, signal),
    configurationDigestOf: (reference, signal) => readerOf(reference).configurationDigestOf(reference, signal),
  };
}
