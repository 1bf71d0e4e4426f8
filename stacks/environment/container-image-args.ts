import type { ContainerImageArgs, RegistryCredentials } from "../../components/container-image";

/** An image that something else pushed, to be deployed by its digest (CO-4). */
export function containerImageArgs(
  reference: string,
  credentials: RegistryCredentials | undefined,
): ContainerImageArgs {
  return { source: { kind: "existing", reference, credentials } };
}
