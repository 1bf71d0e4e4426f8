import { object, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { invalidParameter, NOT_EXACTLY_ONE } from "./refusal";

/** What AWS WAF calls the object that has to hold one of several members. */
export interface Choice {
  readonly members: readonly string[];
  readonly field: string;
  readonly parameter: string;
}

/** Refuses an object that holds none or several of the members, of which AWS WAF wants one. */
export function requireExactlyOne(inputs: Properties, path: string, choice: Choice, input = path): void {
  const chosen = given(path === "" ? inputs : (object(inputs, path) ?? {}), choice.members);
  if (chosen.length === 1) return;
  const { field, parameter, members } = choice;
  const named = `${input}: ${chosen.length === 0 ? `none of ${members.join(", ")}` : chosen.join(", ")}`;
  throw invalidParameter({ reason: NOT_EXACTLY_ONE, field, parameter, input: named });
}
