import { refuse } from "../../model/aws-error";
import { number, objects, text, type Properties } from "../../model/values";
import { isFargateProvider } from "./capacity-provider-lookup";

/**
 * Refuses a capacity provider strategy that ECS refuses (Amazon ECS API Reference, CapacityProviderStrategyItem).
 * @param attached capacity providers of the cluster.
 */
export function requireStrategy(inputs: Properties, input: string, attached: readonly string[]): void {
  const items = objects(inputs, input);
  if (items.length === 0) return;
  requireAttached(items, input, attached);
  requireOneKind(items, input);
  requireOneBase(items, input);
  requireWeight(items, input);
}

function requireAttached(items: readonly Properties[], input: string, attached: readonly string[]): void {
  const foreign = items.find((item) => !attached.includes(nameOf(item)));
  if (foreign === undefined) return;
  refuse(
    "InvalidParameterException",
    `The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster: '${nameOf(foreign)}'. Associate the capacity provider with the cluster and try again.`,
    input,
  );
}

function requireOneKind(items: readonly Properties[], input: string): void {
  if (new Set(items.map((item) => isFargateProvider(nameOf(item)))).size < 2) return;
  refuse(
    "InvalidParameterException",
    "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.",
    input,
  );
}

function requireOneBase(items: readonly Properties[], input: string): void {
  if (items.filter((item) => (number(item, "base") ?? 0) > 0).length < 2) return;
  refuse(
    "InvalidParameterException",
    "The specified capacity provider strategy contains multiple capacity providers with a base value defined",
    input,
  );
}

function requireWeight(items: readonly Properties[], input: string): void {
  if (items.some((item) => (number(item, "weight") ?? 0) > 0)) return;
  refuse(
    "InvalidParameterException",
    "There are no capacity providers in the capacity provider strategy with a weight value greater than zero",
    input,
  );
}

function nameOf(item: Properties): string {
  return text(item, "capacityProvider") ?? "";
}
