import { ECRClient, GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { ecrRegistry } from "../../../components/shared/ecr-registry";
import { ImageFailure } from "../failure";
import type { RegistryCredentials } from "./registry";

/** Makes a client for a region. */
export type EcrClientOf = (region: string) => ECRClient;

/** A client that reaches Amazon ECR by the SDK's standard settings. */
export const standardEcrClient: EcrClientOf = (region) => new ECRClient({ region, maxAttempts: 5 });

/**
 * Name and password for a registry of Amazon ECR; undefined for another registry. They hold for 12 hours (Amazon ECR
 * API Reference, GetAuthorizationToken).
 */
export async function ecrCredentials(
  host: string,
  clientOf: EcrClientOf = standardEcrClient,
): Promise<RegistryCredentials | undefined> {
  const registry = ecrRegistry(host);
  if (registry === undefined) return undefined;
  const { authorizationData = [] } = await clientOf(registry.region).send(new GetAuthorizationTokenCommand({}));
  const [{ authorizationToken = "", proxyEndpoint } = {}] = authorizationData;
  const [username, password] = Buffer.from(authorizationToken, "base64").toString("utf8").split(":", 2);
  if (username && password) return { username, password, ...pushedElsewhere(host, proxyEndpoint) };
  throw new ImageFailure(
    "registry-refused",
    `Amazon ECR gives no authorization token for ${host}`,
    "Check that the credentials allow ecr:GetAuthorizationToken.",
  );
}

/** On AWS, the endpoint is the registry itself, by IPv4; in a rehearsal it is a registry of this machine. */
function pushedElsewhere(host: string, proxyEndpoint: string | undefined): { readonly pushHost?: string } {
  const pushHost = proxyEndpoint === undefined ? host : new URL(proxyEndpoint).host;
  return ecrRegistry(pushHost) === undefined ? { pushHost } : {};
}
