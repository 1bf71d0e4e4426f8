import { arnPattern } from "../../../components/shared/arn";
import { isProperties } from "../../model/values";
import { fail, textsOf } from "./policy-error";
import { isServicePrincipal } from "./service-principals";

/** A principal of a statement. */
export interface Principal {
  readonly type: "AWS" | "Service" | "Federated" | "CanonicalUser";
  /** Account, ARN, service or provider; `*` is anyone. */
  readonly value: string;
}

/** Web identity providers that need no provider resource (IAM User Guide, "AWS JSON policy elements: Principal"). */
const WEB_IDENTITY_PROVIDERS = [
  "cognito-identity.amazonaws.com",
  "www.amazon.com",
  "graph.facebook.com",
  "accounts.google.com",
];

/** An account, or who acts in it. */
const ACCOUNT_PRINCIPAL = arnPattern({
  service: "(?:iam|sts)",
  region: "",
  resource: "(?:root|(?:user|role|assumed-role|federated-user)/[^*?]+)",
});

const IDENTITY_PROVIDER = arnPattern({ service: "iam", region: "", resource: "(?:oidc|saml)-provider/[^*?]+" });

/** What a principal of each type may look like (IAM User Guide, "AWS JSON policy elements: Principal"). */
const IS_PRINCIPAL: Readonly<Record<Principal["type"], (value: string) => boolean>> = {
  AWS: (value) => /^(\*|\d{12}|A(ROA|IDA)[A-Z0-9]{16,18})$/.test(value) || ACCOUNT_PRINCIPAL.test(value),
  Service: isServicePrincipal,
  Federated: (value) => WEB_IDENTITY_PROVIDERS.includes(value) || value === "*" || IDENTITY_PROVIDER.test(value),
  CanonicalUser: (value) => /^[0-9a-f]{64}$/.test(value),
};

/** @throws {PolicyError} for a principal that can't exist. */
export function parsePrincipals(value: unknown, element: string, path: string): readonly Principal[] {
  if (value === undefined) return [];
  if (value === "*") return [{ type: "AWS", value }];
  if (!isProperties(value) || Object.keys(value).length === 0) {
    fail(`Syntax errors in policy: '${element}' must be "*" or an object of principals by type`, `${path}.${element}`);
  }
  return Object.entries(value).flatMap(([type, principals]) =>
    textsOf(principals, type, `${path}.${element}`).map((each) => parsePrincipal(type, each, `${path}.${element}`)),
  );
}

function parsePrincipal(type: string, value: string, path: string): Principal {
  if (!isPrincipalType(type)) fail(`Syntax errors in policy: '${type}' is no type of principal`, path);
  if (!IS_PRINCIPAL[type](value)) fail(invalidPrincipal({ type, value }), path);
  return { type, value };
}

/** IAM's words for a principal that doesn't exist. */
export function invalidPrincipal({ type, value }: Principal): string {
  return `Invalid principal in policy: "${type === "Service" ? "SERVICE" : type}":"${value}"`;
}

function isPrincipalType(type: string): type is Principal["type"] {
  return type in IS_PRINCIPAL;
}
