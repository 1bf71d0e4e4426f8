import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { Operation, Rule } from "../../model/resource-type";
import { valuesAt, type Properties } from "../../model/values";
import { parsePolicy, type PolicyDocument } from "./policy-document";
import { fail, PolicyError } from "./policy-error";
import { invalidPrincipal } from "./policy-principal";
import type { PolicyKind } from "./policy-statement";

/** An input that holds a policy. */
export interface PolicyInput {
  /** Path of the input; lists as `inlinePolicies[].policy`. */
  readonly input: string;
  readonly kind: PolicyKind;
  /** The service's error code for a policy that it refuses. */
  readonly code: string;
  /** What the service demands beyond IAM's grammar; throws {@link PolicyError}. */
  readonly demands?: readonly PolicyDemand[];
}

/** Throws a {@link PolicyError} for what a service refuses in a policy. */
export type PolicyDemand = (policy: PolicyDocument, operation: Operation) => void;

/** Refuses a policy that doesn't parse, names principals that don't exist, or is not what its service wants. */
export function policyRule({ input, kind, code, demands = [] }: PolicyInput): Rule {
  return (operation) => {
    for (const { path, value } of valuesAt(operation.inputs, input)) {
      try {
        const policy = parsePolicy(value, kind);
        requireExistingPrincipals(policy, operation);
        for (const demand of demands) demand(policy, operation);
      } catch (error) {
        if (!(error instanceof PolicyError)) throw error;
        refuse(code, error.message, `${path}${error.path === "" ? "" : `: ${error.path}`}`);
      }
    }
  };
}

/** The policy in an input of an accepted resource; undefined where there is none. */
export function policyOf(inputs: Properties, input: string, kind: PolicyKind): PolicyDocument | undefined {
  const [found] = valuesAt(inputs, input);
  return found === undefined ? undefined : parsePolicy(found.value, kind);
}

/** Roles of the account have to exist; users, and other accounts, are beyond what the local cloud knows. */
function requireExistingPrincipals({ statements }: PolicyDocument, { cloud, region, accountId }: Operation): void {
  const ofTheAccount = globalArn("iam", region, accountId, "role/");
  const roles = new Set(cloud.ofType("aws:iam/role:Role").map((role) => role.computed.arn));
  statements.forEach(({ principals, notPrincipals }, index) => {
    const missing = [...principals, ...notPrincipals].find(
      ({ value }) => value.startsWith(ofTheAccount) && !roles.has(value),
    );
    if (missing !== undefined) fail(invalidPrincipal(missing), `Statement[${index}].Principal`);
  });
}
