import { requireSeconds } from "../shared/bounds";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { LoadBalancerArgs } from "./args";
import type { AuthenticationArgs, CognitoAuthenticationArgs, OidcAuthenticationArgs } from "./authentication-args";

/** Elastic Load Balancing API Reference, AuthenticateOidcActionConfig and AuthenticateCognitoActionConfig. */
const SESSION_SECONDS = { smallest: 1, largest: 604_800 };
const MAXIMUM_EXTRA_PARAMETERS = 10;

const ENDPOINTS = ["issuer", "authorizationEndpoint", "tokenEndpoint", "userInfoEndpoint"] as const;
const COOKIE_NAME = /^(?!AWSALB)[\w!#$%&'*+.^`|~-]+$/;
const USER_POOL_ARN = /^arn:aws[\w-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[\w-]+$/;
const SECRET_ARN = /^arn:aws[\w-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@!-]+$/;

/** Records what AWS would refuse of a target's authentication. */
export function validateAuthentication(args: AuthenticationArgs | undefined, problems: ArgumentProblems): void {
  if (args === undefined) return;
  checkSession(args, problems);
  if (args.kind === "cognito") checkCognito(args, problems);
  else checkOidc(args, problems);
}

/** Records targets that ask users who they are over plain HTTP, which AWS refuses. */
export function requireHttpsToAuthenticate(args: LoadBalancerArgs, problems: ArgumentProblems): void {
  if (args.domain !== undefined || args.certificateArn !== undefined || args.algorithm === "ip-hash") return;
  for (const [name, { authenticate }] of Object.entries(args.targets)) {
    problems.require(
      authenticate === undefined,
      `targets.${name}.authenticate`,
      "needs HTTPS, over which alone a load balancer asks who somebody is; give a domain or certificateArn",
    );
  }
}

function checkSession(args: AuthenticationArgs, problems: ArgumentProblems): void {
  const { scope, sessionTimeout, sessionCookieName, extraParameters = {} } = args;
  requireSeconds(problems, "authenticate.sessionTimeout", sessionTimeout, SESSION_SECONDS);
  problems.require(
    scope === undefined || scope.split(" ").includes("openid"),
    "authenticate.scope",
    `must have "openid" among its words, separated by single spaces, got ${JSON.stringify(scope)}`,
  );
  problems.require(
    sessionCookieName === undefined || COOKIE_NAME.test(sessionCookieName),
    "authenticate.sessionCookieName",
    `must be a cookie's name that doesn't begin with AWSALB, got ${JSON.stringify(sessionCookieName)}`,
  );
  const count = Object.keys(extraParameters).length;
  problems.require(
    count <= MAXIMUM_EXTRA_PARAMETERS,
    "authenticate.extraParameters",
    `must be ${MAXIMUM_EXTRA_PARAMETERS} at most, got ${count}`,
  );
}

function checkCognito({ userPoolArn }: CognitoAuthenticationArgs, problems: ArgumentProblems): void {
  const arn = literal(userPoolArn);
  problems.require(
    arn === undefined || USER_POOL_ARN.test(arn),
    "authenticate.userPoolArn",
    `must be the ARN of a user pool (arn:aws:cognito-idp:<region>:<account>:userpool/<id>), got ${JSON.stringify(arn)}`,
  );
}

function checkOidc(args: OidcAuthenticationArgs, problems: ArgumentProblems): void {
  for (const endpoint of ENDPOINTS) {
    const url = literal(args[endpoint]);
    problems.require(
      url === undefined || isHttps(url),
      `authenticate.${endpoint}`,
      `must be a whole address with https://, got ${JSON.stringify(url)}; the provider's .well-known/openid-configuration names it`,
    );
  }
  const arn = literal(args.clientSecretArn);
  problems.require(
    arn === undefined || SECRET_ARN.test(arn),
    "authenticate.clientSecretArn",
    "must be the whole ARN of a secret of Secrets Manager, not the secret itself (arn:aws:secretsmanager:<region>:<account>:secret:<name>-<suffix>)",
  );
}

function isHttps(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === "https:";
}
