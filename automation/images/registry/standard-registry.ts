import { DistributionRegistry } from "./distribution-registry";
import type { EcrClientOf } from "./ecr";
import { EcrRegistryReader, ecrImageOf } from "./ecr-registry-reader";
import type { CredentialsOf, RegistryReader } from "./registry";

/** Reads Amazon ECR by its own API, and any other registry by the API of all. */
export function standardRegistry(credentialsOf: CredentialsOf, clientOf: EcrClientOf): RegistryReader {
  const [ecr, other] = [new EcrRegistryReader(clientOf), new DistributionRegistry(credentialsOf)];
  const readerOf = (reference: string): RegistryReader => (ecrImageOf(reference) === undefined ? other : ecr);
  return {
    digestOf: (reference, signal) => readerOf(reference).digestOf(reference, signal),
    configurationDigestOf: (reference, signal) => readerOf(reference).configurationDigestOf(reference, signal),
  };
}
