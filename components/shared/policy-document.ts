import type * as pulumi from "@pulumi/pulumi";
import type { Arn } from "./arn";

/** Operator, condition key and values (IAM User Guide, "IAM JSON policy elements: Condition"). */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/**
 * Whom a resource or trust policy allows or denies something (IAM User Guide, "AWS JSON policy elements: Principal").
 */
export type PolicyPrincipal =
  "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated", string | readonly string[]>>>;

/** One statement of a policy; every value known. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: PolicyPrincipal;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: PolicyConditions;
}

/** A policy in IAM's current language version. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** A statement whose parts may still be outputs, as a component's user writes it. */
export type PolicyStatementInput = pulumi.Input<{
  readonly [Element in keyof PolicyStatement]: pulumi.Input<PolicyStatement[Element]>;
}>;

/** A policy of the given statements. */
export function policyDocument(...statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * Trust policy of a role that one AWS service may assume.
 * @param service the service principal, such as `"ecs-tasks.amazonaws.com"`.
 * @param conditions for which resources the service may act; without them another account's resource may make the
 * service use the role (IAM User Guide, "The confused deputy problem").
 */
export function serviceTrust(service: string, conditions?: PolicyConditions): PolicyDocument {
  return policyDocument({
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    ...(conditions !== undefined && { Condition: conditions }),
  });
}

/**
 * Condition that a service acts for a resource of one account, and of one of its services in one region.
 * @param resourceService the service part of that resource's ARN, such as `"ecs"`.
 */
export function sourceCondition(
  resourceService: string,
  scope: Pick<Arn, "accountId" | "partition" | "region">,
): PolicyConditions {
  const { partition, region, accountId } = scope;
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:${resourceService}:${region}:${accountId}:*` },
  };
}
