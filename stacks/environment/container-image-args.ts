import type { ContainerImageArgs, RegistryCredentials } from "../../components/container-image";

/** An image that something else pushed, to be deployed by its digest (CO-4). */
export function containerImageArgs(
  reference: string,
  credentials: RegistryCredentials | undefined,
): ContainerImageArgs {
  const remedy =
    credentials === undefined
      ? "check proofpix:image, or the service's own, and name a secret in proofpix:registryCredentials if the registry asks for a password"
      : "check proofpix:image, or the service's own, and name and password in the secret of proofpix:registryCredentials";
  return { source: { kind: "existing", reference, credentials, remedy } };
}
