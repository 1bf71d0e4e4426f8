import { refuse } from "../../model/aws-error";
import { isProperties, text, type Properties } from "../../model/values";
import { parseJson } from "../shared/json";

/** The JSON object in an input; undefined where there is none. @throws {AwsError} for text that is no JSON object. */
export function jsonObject(inputs: Properties, input: string): Properties | undefined {
  const content = text(inputs, input);
  if (content === undefined || content === "") return undefined;
  const parsed = parseJson(content);
  if (isProperties(parsed)) return parsed;
  const attribute = input.slice(0, 1).toUpperCase() + input.slice(1);
  refuse("InvalidParameter", `Invalid parameter: ${attribute}: failed to parse JSON.`, input);
}
