import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";

/** The part of an ARN that IAM calls a path: `/` or `/…/`. */
export function pathOf({ inputs }: Operation): string {
  return text(inputs, "path") ?? "/";
}
