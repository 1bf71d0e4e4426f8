import type { Operation } from "../../model/resource-type";
import { texts } from "../../model/values";
import { refuseRequest } from "./refusal";

/** Datadog, "Defining tags": begins with a letter, 200 characters at most. */
const TAG = /^[\p{L}][\p{L}\d_:./-]{0,199}$/u;

/** Tags of monitors and objectives. */
export function requireTags({ inputs }: Operation): void {
  const wrong = texts(inputs, "tags").find((tag) => !TAG.test(tag));
  if (wrong !== undefined) refuseRequest(`The tag '${wrong}' is invalid`, "tags");
}
