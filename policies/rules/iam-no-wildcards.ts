import { MANDATORY_FROM_STAGING, matches, resourceRule, type Finding, type Reader } from "../core";
import { isEffect, statementsOf, textsAt } from "./shared/resource-policy";

const ROLE = "aws:iam/role:Role";

export const iamNoWildcards = resourceRule({
  name: "iam-no-wildcards",
  title: "IAM policies allow no more than intended",
  description:
    "No IAM policy allows all actions, all actions of a service on every resource, all actions but some on every " +
    "resource, or to pass any role.",
  why:
    "Whoever gets hold of such a role, by a leaked credential or a fault in the application, has everything it names: " +
    "all of the service's data, or through `iam:PassRole` the rights of every role of the account.",
  fix:
    "List the actions that are needed, and the ARNs that they are needed on. For `iam:PassRole`, name the roles, and " +
    "the service in a condition on `iam:PassedToService`.",
  severity: "high",
  identifiers: {
    fsbp: ["IAM.1", "IAM.21"],
    cis: ["2.14"],
    checkov: [
      "CKV_AWS_62",
      "CKV_AWS_63",
      "CKV_AWS_286",
      "CKV_AWS_287",
      "CKV_AWS_288",
      "CKV_AWS_289",
      "CKV_AWS_290",
      "CKV_AWS_355",
    ],
    cfnNag: ["F3", "F4", "F5", "F38", "F39", "F40"],
  },
  requirements: ["SE-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, Prepare for least-privilege permissions",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/getting-started-reduce-permissions.html",
    },
    {
      title: "AWS Identity and Access Management User Guide, Grant a user permissions to pass a role to an AWS service",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    },
  ],
  types: [
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/groupPolicy:GroupPolicy",
    "aws:iam/userPolicy:UserPolicy",
    ROLE,
  ],
  levels: MANDATORY_FROM_STAGING,
  check(resource) {
    const holders = resource.type === ROLE ? resource.each("inlinePolicies") : [resource];
    return holders.flatMap((holder) => statementsOf(holder.json("policy"))).flatMap(wildcardsIn);
  },
});

/** The worst finding about a statement. Whoever mends that looks at the rest too. */
function wildcardsIn(statement: Reader): Finding[] {
  if (!isEffect(statement, "Allow")) return [];
  const actions = textsAt(statement, "Action");
  if (actions.some(isEveryAction)) return [everyAction(statement)];
  const onEverything = isOnEverything(statement) ? tooMuchOnEverything(statement, actions) : [];
  if (onEverything.length > 0) return onEverything;
  return actions.some(isPassRole) && isOnEveryRole(statement) ? [everyRole(statement)] : [];
}

function tooMuchOnEverything(statement: Reader, actions: readonly string[]): Finding[] {
  if (!statement.isMissing("NotAction")) return [allButSome(statement)];
  const services = actions.filter(isWholeService);
  return services.length === 0 ? [] : [wholeServices(statement, services)];
}

const isEveryAction = (action: string) => /^(\*+|\*+:\*+)$/.test(action);
const isWholeService = (action: string) => /^[\w-]+:\*+$/.test(action);
const isPassRole = (action: string) => matches(action.toLowerCase(), "iam:passrole");

/** Whether a statement applies to all resources. That is right for single actions that have no resources. */
function isOnEverything(statement: Reader): boolean {
  return textsAt(statement, "Resource").some((arn) => /^\*+$/.test(arn)) || !statement.isMissing("NotResource");
}

function isOnEveryRole(statement: Reader): boolean {
  const everyRole = /^arn:[\w*-]+:iam::[\d*]*:(\*+|role\/\*+)$/;
  return isOnEverything(statement) || textsAt(statement, "Resource").some((arn) => everyRole.test(arn));
}

function everyAction(statement: Reader): Finding {
  return {
    property: `${statement.path}.Action`,
    value: "*",
    problem: "it allows every action, those of administrators included",
    allowed: "the actions that are needed",
    fix: 'list the actions, such as ["s3:GetObject", "s3:PutObject"]',
  };
}

function allButSome(statement: Reader): Finding {
  return {
    property: `${statement.path}.NotAction`,
    value: textsAt(statement, "NotAction"),
    problem: "it allows every action but these on every resource, and whatever AWS adds",
    allowed: "Action with the actions that are needed",
    fix: "list what is needed under Action, or put what is forbidden into a statement with Effect Deny",
  };
}

function wholeServices(statement: Reader, services: readonly string[]): Finding {
  return {
    property: `${statement.path}.Action`,
    value: services,
    problem: "it allows everything that there is in a service, on every resource",
    allowed: "the actions that are needed, or the ARNs that they are needed on",
    fix: `list the actions instead of ${services.join(", ")}, or name ARNs under Resource`,
  };
}

function everyRole(statement: Reader): Finding {
  return {
    property: `${statement.path}.Resource`,
    value: textsAt(statement, "Resource"),
    problem: "it allows to pass any role to a service, and so to use the rights of every role",
    allowed: "ARNs of the roles that are passed",
    fix: "name the roles that are passed, and the service in a condition on iam:PassedToService",
  };
}
