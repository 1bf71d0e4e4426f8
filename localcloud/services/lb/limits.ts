import type { DocumentedLimit, DocumentedLimits } from "../../model/limits";

const ACTION = "Elastic Load Balancing API Reference, Action";
const OIDC = "Elastic Load Balancing API Reference, AuthenticateOidcActionConfig";
const COGNITO = "Elastic Load Balancing API Reference, AuthenticateCognitoActionConfig";

/** Addresses of a provider, each with protocol, domain and path. */
const ENDPOINTS = ["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"];
const FULL_URL: DocumentedLimit = { document: OIDC, pattern: "^https://.+$" };

/** Paths that the provider's schema calls secret, of the actions of a listener or of a listener rule. */
export function actionSecrets(path: string): readonly string[] {
  return [`${path}.authenticateOidc.clientSecret`];
}

/** The provider completes a prefix with 26 characters to a name of at most 32. */
export const NAME_PREFIX: DocumentedLimit = {
  document: "Elastic Load Balancing API Reference, CreateLoadBalancer",
  maxLength: 6,
};

/** Limits of the name of a load balancer or target group, the subject of AWS's message. */
export function nameLimits(subject: string, document: string): DocumentedLimit[] {
  return [
    { document, maxLength: 32, message: (name) => `${subject} name '${name}' cannot be longer than '32' characters` },
    {
      document,
      pattern: "^[a-zA-Z0-9-]*$",
      message: (name) =>
        `${subject} name '${name}' can only contain characters that are alphanumeric characters or hyphens(-)`,
    },
    {
      document,
      pattern: "^(?!-).*(?<!-)$",
      message: (name) => `${subject} name '${name}' cannot begin or end with a hyphen(-)`,
    },
  ];
}

/** Limit of a port in text, or a word in its place. */
export function portOr(word: string, document: string): DocumentedLimit {
  const port = "[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]";
  return { document, pattern: `^(?:${word}|${port})$` };
}

/** Limits of the actions of a listener or of a listener rule. */
export function actionLimits(path: string): DocumentedLimits {
  return {
    [`${path}.redirect.port`]: [portOr("#\\{port\\}", ACTION)],
    [`${path}.redirect.path`]: [{ document: ACTION, pattern: "^/.*$" }],
    [`${path}.forward.targetGroups`]: [{ document: ACTION, minLength: 1, maxLength: 5 }],
    [`${path}.forward.targetGroups[].weight`]: [{ document: ACTION, min: 0, max: 999 }],
    [`${path}.forward.stickiness.duration`]: [{ document: ACTION, min: 1, max: 604_800 }],
    ...sessionLimits(`${path}.authenticateOidc`, OIDC),
    ...sessionLimits(`${path}.authenticateCognito`, COGNITO),
    ...Object.fromEntries(ENDPOINTS.map((endpoint) => [`${path}.authenticateOidc.${endpoint}`, [FULL_URL]])),
  };
}

/** Limits of what an authentication says of sessions. */
function sessionLimits(path: string, document: string): DocumentedLimits {
  return {
    [`${path}.onUnauthenticatedRequest`]: [{ document, pattern: "^(?:allow|authenticate|deny)$" }],
    [`${path}.sessionTimeout`]: [{ document, min: 1, max: 604_800 }],
  };
}

/** Members of AWS's actions, for the actions of a listener or of a listener rule. */
export function actionMembers(inputs: string, members: string): Record<string, string> {
  return {
    [`${inputs}.forward.stickiness`]: `${members}.ForwardConfig.TargetGroupStickinessConfig`,
    [`${inputs}.forward.stickiness.duration`]: `${members}.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds`,
    [`${inputs}.forward.targetGroups[].arn`]: `${members}.ForwardConfig.TargetGroups.TargetGroupArn`,
  };
}
