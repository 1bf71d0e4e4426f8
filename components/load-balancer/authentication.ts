import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUp } from "../shared/look-up";
import { PlainError } from "../shared/plain-error";
import { durationSeconds } from "../shared/quantity";
import type { AuthenticationArgs, AuthenticationSessionArgs, OidcAuthenticationArgs } from "./authentication-args";

type Action = aws.types.input.lb.ListenerRuleAction;

/** The action that comes before a rule's forward: it asks users who they are, over HTTPS only. */
export function authenticateAction(args: AuthenticationArgs, options: pulumi.InvokeOptions): Action {
  const { extraParameters: authenticationRequestExtraParams } = args;
  const shared = { ...sessionOf(args), ...(authenticationRequestExtraParams && { authenticationRequestExtraParams }) };
  if (args.kind === "cognito") {
    const { userPoolArn, userPoolClientId, userPoolDomain } = args;
    const authenticateCognito = { userPoolArn, userPoolClientId, userPoolDomain, ...shared };
    return { type: "authenticate-cognito", order: 1, authenticateCognito };
  }
  const { issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId } = args;
  return {
    type: "authenticate-oidc",
    order: 1,
    authenticateOidc: {
      ...{ issuer, authorizationEndpoint, tokenEndpoint, userInfoEndpoint, clientId },
      clientSecret: clientSecret(args, options),
      ...shared,
    },
  };
}

/** AWS's defaults are written out, so that a default that is taken back reaches the rule. */
function sessionOf({
  scope = "openid",
  sessionTimeout = "7d",
  sessionCookieName = "AWSELBAuthSessionCookie",
  onUnauthenticatedRequest = "authenticate",
}: AuthenticationSessionArgs): Required<Omit<AuthenticationSessionArgs, "extraParameters" | "sessionTimeout">> & {
  readonly sessionTimeout: number;
} {
  return { scope, sessionTimeout: durationSeconds(sessionTimeout), sessionCookieName, onUnauthenticatedRequest };
}

/** The value of the client's secret, which stays a secret on its way to the rule. */
function clientSecret(
  { clientSecretArn, clientSecretKey }: OidcAuthenticationArgs,
  options: pulumi.InvokeOptions,
): pulumi.Output<string> {
  const content = pulumi.output(clientSecretArn).apply(async (secretId) => {
    const call = aws.secretsmanager.getSecretVersion({ secretId }, options);
    const remedy = "store it first, and let the deployment's role read it";
    const { secretString } = await lookUp(call, `the secret "${secretId}"`, remedy);
    return { secretId, secretString };
  });
  return pulumi
    .secret(content)
    .apply(({ secretId, secretString }) => clientSecretIn(secretString, clientSecretKey, secretId));
}

/**
 * The client's secret in a secret's text, which is never part of an error.
 * @throws {PlainError} naming the secret where there is nothing under the key.
 */
export function clientSecretIn(text: string, key: string | undefined, secretId: string): string {
  const value = key === undefined ? text : valueAt(text, key);
  if (typeof value === "string" && value !== "") return value;
  const place = key === undefined ? "" : ` under ${JSON.stringify(key)}`;
  throw new PlainError(
    `the secret "${secretId}" must hold the secret of an OIDC client${place}; store it anew with aws secretsmanager put-secret-value`,
  );
}

function valueAt(text: string, key: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[key];
  } catch {
    return undefined;
  }
}
