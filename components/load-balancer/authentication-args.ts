import type * as pulumi from "@pulumi/pulumi";
import type { DurationQuantity } from "../shared/quantity";

/** How the load balancer treats a session, whoever told it of the user. */
export interface AuthenticationSessionArgs {
  /** What the application learns of users, separated by spaces; the provider knows the words. @default "openid" */
  readonly scope?: string;
  /**
   * Time after which users sign in again, 1 second to 7 days. The load balancer forgets nobody before: what a user may
   * no longer do, the application has to ask for itself.
   * @default "7d"
   */
  readonly sessionTimeout?: DurationQuantity;
  /** Cookie of the session. Names that begin with `AWSALB` are taken. @default "AWSELBAuthSessionCookie" */
  readonly sessionCookieName?: string;
  /**
   * What becomes of a request without a session: its user signs in, or it is answered with 401, as callers without a
   * browser want it, or it is let through.
   * @default "authenticate"
   */
  readonly onUnauthenticatedRequest?: "authenticate" | "deny" | "allow";
  /** Further parameters for the provider's sign-in page, 10 at most, such as `prompt` or `display`. @default - none */
  readonly extraParameters?: Readonly<Record<string, string>>;
}

/**
 * Users sign in at a user pool of Cognito, which may hand them on to any provider of OIDC or SAML. The load balancer
 * asks the pool for the client's secret, so that none is in your program or its state.
 */
export interface CognitoAuthenticationArgs extends AuthenticationSessionArgs {
  readonly kind: "cognito";
  /** ARN of the user pool. */
  readonly userPoolArn: pulumi.Input<string>;
  /** Id of the pool's client, which has a secret, grants authorization codes, and knows the redirect address. */
  readonly userPoolClientId: pulumi.Input<string>;
  /** Prefix of the pool's domain, or its domain of your own. */
  readonly userPoolDomain: pulumi.Input<string>;
}

/** Users sign in at a provider of OpenID Connect. */
export interface OidcAuthenticationArgs extends AuthenticationSessionArgs {
  readonly kind: "oidc";
  /** Issuer, such as `"https://login.example.com"`, exactly as the provider's tokens name it. */
  readonly issuer: pulumi.Input<string>;
  /** Page on which users sign in, with `https://`. */
  readonly authorizationEndpoint: pulumi.Input<string>;
  /** Address at which the load balancer exchanges a code for tokens, with `https://`, in public DNS. */
  readonly tokenEndpoint: pulumi.Input<string>;
  /** Address at which the load balancer asks for the user's claims, with `https://`, in public DNS. */
  readonly userInfoEndpoint: pulumi.Input<string>;
  /** Id under which the provider knows the load balancer. */
  readonly clientId: pulumi.Input<string>;
  /**
   * ARN of the secret of Secrets Manager that holds the client's secret. Elastic Load Balancing takes a secret's value
   * and no ARN: each update reads the value, and the state holds it encrypted, with the secrets of the stack. With
   * `kind: "cognito"` the state holds none.
   */
  readonly clientSecretArn: pulumi.Input<string>;
  /** Key of the client's secret in a secret that is an object of JSON. @default - the whole text is the secret */
  readonly clientSecretKey?: string;
}

/** Who tells the load balancer who its users are. */
export type AuthenticationArgs = CognitoAuthenticationArgs | OidcAuthenticationArgs;
