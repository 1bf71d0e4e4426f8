import type * as pulumi from "@pulumi/pulumi";

/**
 * Options of a child that keeps inputs as it was created with. Such an input may hold the component's name, and another
 * value would replace the child: a component that is renamed, with an alias of its former name, keeps its log groups
 * and their logs, and its security groups, under the names that they have.
 */
export function keepingInputs(
  inputs: readonly string[],
  options: pulumi.CustomResourceOptions,
): pulumi.CustomResourceOptions {
  return { ...options, ignoreChanges: [...inputs] };
}
