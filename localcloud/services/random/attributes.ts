import { namingInputs } from "../../model/aws-error";
import { isProperties, object, type Properties } from "../../model/values";

/** @throws {Error} in the words of the provider for inputs that it doesn't take. */
export function refuseAttribute(reason: string, inputs: string): never {
  throw new Error(namingInputs({ reason, inputs }));
}

/** Refuses a number below a minimum, as the provider words it. */
export function requireAtLeast(value: number, minimum: number, attribute: string, input: string): void {
  if (value >= minimum) return;
  refuseAttribute(`Attribute ${attribute} value must be at least ${minimum}, got: ${value}`, input);
}

/**
 * `keepers` if their change draws a new value: no map and an empty one are the same
 * (hashicorp/terraform-provider-random, `RequiresReplaceIfValuesNotNull`).
 */
export function replacingKeepers(before: Properties, after: Properties): readonly string[] {
  const entries = ({ keepers }: Properties): unknown[] => (isProperties(keepers) ? Object.entries(keepers).sort() : []);
  return JSON.stringify(entries(before)) === JSON.stringify(entries(after)) ? [] : ["keepers"];
}

/** The provider takes texts alone as keepers. */
export function requireTextKeepers(inputs: Properties): void {
  const wrong = Object.entries(object(inputs, "keepers") ?? {}).find(([, value]) => typeof value !== "string");
  if (wrong !== undefined) refuseAttribute("Inappropriate value for attribute keepers: a text is required", "keepers");
}
