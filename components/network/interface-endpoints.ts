/** AWS services that tasks call while they start and run, and that an interface endpoint can serve. */
export const INTERFACE_ENDPOINT_SERVICES = [
  "ecr.api",
  "ecr.dkr",
  "logs",
  "secretsmanager",
  "ssm",
  "ssmmessages",
] as const;

/** One of {@link INTERFACE_ENDPOINT_SERVICES}. */
export type InterfaceEndpointService = (typeof INTERFACE_ENDPOINT_SERVICES)[number];

/** Services that get an endpoint: all of them for `true`, none for `false` or nothing. */
export function endpointServices(
  choice: boolean | readonly InterfaceEndpointService[] | undefined,
): readonly InterfaceEndpointService[] {
  if (typeof choice === "object") return choice;
  return choice === true ? INTERFACE_ENDPOINT_SERVICES : [];
}
