import * as pulumi from "@pulumi/pulumi";
import { ArgumentProblems } from "../../../components/shared/validation";

/** Stands for what only exists once something is deployed; a component leaves an output to AWS to judge. */
export const NOT_YET_KNOWN: pulumi.Output<string> = pulumi.output("");

/**
 * Everything for which a component would refuse its arguments.
 * @param keys what the reasons call arguments, and what the configuration calls it.
 */
export function componentRefusals(
  validate: (problems: ArgumentProblems) => void,
  keys: Readonly<Record<string, string>> = {},
): readonly pulumi.InputPropertyErrorDetails[] {
  return refusals(validate).map(({ propertyPath, reason }) => ({ propertyPath, reason: inKeys(reason, keys) }));
}

function refusals(validate: (problems: ArgumentProblems) => void): readonly pulumi.InputPropertyErrorDetails[] {
  const problems = new ArgumentProblems();
  try {
    validate(problems);
    return problems.all;
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return error.errors;
  }
}

/** The longest names first, since one may be a part of another. */
function inKeys(reason: string, keys: Readonly<Record<string, string>>): string {
  const names = Object.keys(keys).sort((one, other) => other.length - one.length);
  return names.reduce((text, name) => text.replaceAll(name, keys[name] ?? name), reason);
}
