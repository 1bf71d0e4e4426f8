import { everywhere, MANDATORY_FROM_STAGING, resourceRule, textList, type Finding, type Reader } from "../core";
import { conditionsOf, isEffect, statementsOf, textsAt, type Condition } from "./shared/resource-policy";

interface Settings {
  /** Services that pass the resource for which they assume a role. */
  readonly services: readonly string[];
}

/** Services whose guides demand the condition. EC2 and Lambda, for example, don't pass the account. */
const SERVICES = [
  "codebuild.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "scheduler.amazonaws.com",
  "states.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];

export const serviceTrustConfined = resourceRule<Settings>({
  name: "service-trust-confined",
  title: "Services assume roles for resources of the account only",
  description:
    "Trust policies for services that act on behalf of a resource name its account or its ARN in a condition on " +
    "`aws:SourceAccount` or `aws:SourceArn`.",
  why:
    "The service works for all customers. Without the condition, a resource of another account that gives the role's " +
    "ARN can make the service use the role for it: the confused deputy.",
  fix: 'Add `Condition: { StringEquals: { "aws:SourceAccount": "<account>" } }`, or `ArnLike` with `aws:SourceArn`.',
  severity: "medium",
  requirements: ["SE-4"],
  references: [
    {
      title: "AWS Identity and Access Management User Guide, The confused deputy problem",
      url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    },
  ],
  types: ["aws:iam/role:Role"],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      services: textList("Service principals that say for which resource they assume a role"),
    },
    defaults: everywhere({ services: SERVICES }),
  },
  check: (role, { services }) =>
    statementsOf(role.json("assumeRolePolicy")).flatMap((statement) => deputies(statement, services)),
});

function deputies(statement: Reader, services: readonly string[]): Finding[] {
  if (!isEffect(statement, "Allow") || conditionsOf(statement).some(namesSource)) return [];
  const confused = textsAt(statement, "Principal.Service").filter((service) => services.includes(service));
  return confused.map((service) => ({
    property: `${statement.path}.Principal.Service`,
    value: service,
    problem: "the service may use the role for resources of other accounts",
    allowed: "the service together with a condition on aws:SourceAccount or aws:SourceArn",
    fix: 'add Condition: { StringEquals: { "aws:SourceAccount": "<this account\'s id>" } }',
  }));
}

const SOURCES = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

function namesSource({ operator, key, values }: Condition): boolean {
  const isComparison = /^(ForAnyValue:)?(String|Arn)(Equals|Like|EqualsIgnoreCase)$/i.test(operator);
  return isComparison && SOURCES.includes(key) && values.length > 0 && !values.includes("*");
}
