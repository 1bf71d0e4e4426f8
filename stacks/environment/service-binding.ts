import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatementInput } from "../../components/shared/policy-document";

/** What a service gets in order to use a part of the environment, such as its database. */
export interface ServiceBinding {
  /** Environment variables that tell where the part is; never a secret. */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
  /** What the application may do with it. */
  readonly taskPolicyStatements: readonly PolicyStatementInput[];
  /** Security groups that the tasks join, so that the part lets them in. */
  readonly securityGroupIds: readonly pulumi.Input<string>[];
  /** What has to be there before a task can use the part, beside the resources that the values come from. */
  readonly prerequisites: readonly pulumi.Resource[];
}

/** Parts that a service says it uses, with what it gets for each; undefined where the environment has no such part. */
export interface ServiceBindings {
  readonly databaseBinding: ServiceBinding | undefined;
  readonly cacheBinding: ServiceBinding | undefined;
}

/** Parts of an environment that services use. */
export const USABLE_PARTS = ["database", "cache"] as const;

export type UsablePart = (typeof USABLE_PARTS)[number];

/** What a service gets for all the parts that it uses. */
export function bindingOf(uses: readonly UsablePart[], bindings: ServiceBindings): ServiceBinding {
  return joined(uses.flatMap((part) => bindings[`${part}Binding`] ?? []));
}

/** Several bindings as one. */
export function joined(bindings: readonly ServiceBinding[]): ServiceBinding {
  return {
    environment: Object.assign({}, ...bindings.map(({ environment }) => environment)) as ServiceBinding["environment"],
    taskPolicyStatements: bindings.flatMap(({ taskPolicyStatements }) => taskPolicyStatements),
    securityGroupIds: bindings.flatMap(({ securityGroupIds }) => securityGroupIds),
    prerequisites: bindings.flatMap(({ prerequisites }) => prerequisites),
  };
}
