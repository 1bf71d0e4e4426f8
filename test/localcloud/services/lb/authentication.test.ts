import { describeRules, type TestCloud } from "../../support";
import { issuedCertificate } from "../acm/certificates";
import { forwardTo, LISTENER, LISTENER_RULE, listening } from "./balanced";

const ADDRESSES = {
  authorizationEndpoint: "https://login.example.com/authorize",
  issuer: "https://login.example.com",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
};

const POOL = {
  userPoolArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI",
  userPoolClientId: "0123456789abcdefghijklmnop",
  userPoolDomain: "shop",
};

interface Given {
  readonly green: string;
}

function oidc(changed: object = {}) {
  const authenticateOidc = { ...ADDRESSES, clientId: "shop", clientSecret: "example-secret", ...changed };
  return ({ green }: Given) => ({
    actions: [{ type: "authenticate-oidc", authenticateOidc }, forwardTo(green)],
  });
}

function cognito(changed: object = {}) {
  const authenticateCognito = { ...POOL, ...changed };
  return ({ green }: Given) => ({ actions: [{ type: "authenticate-cognito", authenticateCognito }, forwardTo(green)] });
}

function behindHttps(cloud: TestCloud) {
  const given = listening(cloud);
  const certificateArn = issuedCertificate(cloud).id;
  const { loadBalancerArn, green } = given;
  const defaultActions = [forwardTo(green)];
  const secure = { loadBalancerArn, port: 443, protocol: "HTTPS", certificateArn, defaultActions };
  const listenerArn = cloud.create(LISTENER, secure).id;
  const conditions = [{ pathPattern: { values: ["/*"] } }];
  return {
    ...given,
    plainListenerArn: given.listenerArn,
    inputs: { listenerArn, priority: 1, conditions, ...oidc()(given) },
  };
}

/** Elastic Load Balancing API Reference, AuthenticateOidcActionConfig and AuthenticateCognitoActionConfig. */
describeRules(LISTENER_RULE, behindHttps, [
  [
    "users who sign in over plain HTTP",
    ({ plainListenerArn }) => ({ listenerArn: plainListenerArn }),
    {},
    "InvalidLoadBalancerAction",
    "Actions of type 'authenticate-oidc' are supported only on HTTPS listeners",
  ],
  [
    "users who sign in after they were let in",
    ({ green }) => ({ actions: [...oidc()({ green }).actions].reverse() }),
    oidc(),
    "InvalidLoadBalancerAction",
    "must be specified, and be the last action",
  ],
  [
    "a provider that is reached over plain HTTP",
    oidc({ tokenEndpoint: "http://login.example.com/token" }),
    oidc(),
    "ValidationError",
    "tokenEndpoint",
  ],
  ["an issuer without protocol", oidc({ issuer: "login.example.com" }), oidc(), "ValidationError", "issuer"],
  [
    "a session of more than a week",
    oidc({ sessionTimeout: 604_801 }),
    oidc({ sessionTimeout: 604_800 }),
    "ValidationError",
    "less than or equal to 604800",
  ],
  [
    "a session of no time",
    cognito({ sessionTimeout: 0 }),
    cognito({ sessionTimeout: 1 }),
    "ValidationError",
    "greater than or equal to 1",
  ],
  [
    "another answer to those who haven't signed in",
    oidc({ onUnauthenticatedRequest: "redirect" }),
    oidc({ onUnauthenticatedRequest: "deny" }),
    "ValidationError",
    "onUnauthenticatedRequest",
  ],
]);
