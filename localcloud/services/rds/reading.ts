import type { CloudResource } from "../../model/resource";
import { text } from "../../model/values";

/** A text among the outputs that AWS computed; undefined where there is no resource. */
export function computedText(resource: CloudResource | undefined, name: string): string | undefined {
  return resource === undefined ? undefined : text(resource.computed, name);
}

/** A text among the inputs; undefined where there is no resource. */
export function inputText(resource: CloudResource | undefined, name: string): string | undefined {
  return resource === undefined ? undefined : text(resource.inputs, name);
}
