import type { RegistryCredentials } from "./registry";

/** The header for a name and a password (RFC 7617). */
export function basicAuthorization({ username, password }: RegistryCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

/**
 * The header that a registry wants instead of a password: a token of the place that its challenge names (Docker
 * Registry v2 authentication, "How to authenticate").
 * @returns undefined for another challenge, and where no token is given.
 */
export async function bearerAuthorization(
  challenge: string,
  repository: string,
  credentials: RegistryCredentials | undefined,
  request: typeof fetch,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { realm, service } = parametersOf(challenge);
  if (!/^bearer /i.test(challenge) || realm === undefined) return undefined;
  const url = new URL(realm);
  if (service !== undefined) url.searchParams.set("service", service);
  url.searchParams.set("scope", `repository:${repository}:pull`);
  const headers = new Headers();
  if (credentials !== undefined) headers.set("authorization", basicAuthorization(credentials));
  const given = await tokenIn(await request(url, { headers, signal }));
  return given === undefined ? undefined : `Bearer ${given}`;
}

async function tokenIn(answer: Response): Promise<string | undefined> {
  if (!answer.ok) {
    await answer.body?.cancel();
    return undefined;
  }
  const { token, access_token: accessToken } = (await answer.json()) as Readonly<Record<string, string | undefined>>;
  return token ?? accessToken;
}

/** The parameters of a challenge, such as `realm="https://…",service="registry"`. */
function parametersOf(challenge: string): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
