import * as pulumi from "@pulumi/pulumi";

/** Stands for what only exists once something is deployed; a component leaves an output to AWS to judge. */
export const NOT_YET_KNOWN: pulumi.Output<string> = pulumi.output("");

/**
 * Everything for which a component would refuse its arguments.
 * @param keys what the reasons call arguments, and what the configuration calls it.
 */
export function componentRefusals(
  validate: () => void,
  keys: Readonly<Record<string, string>> = {},
): readonly pulumi.InputPropertyErrorDetails[] {
  try {
    validate();
    return [];
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return error.errors.map(({ propertyPath, reason }) => ({ propertyPath, reason: inKeys(reason, keys) }));
  }
}

/** The longest names first, since one may be a part of another. */
function inKeys(reason: string, keys: Readonly<Record<string, string>>): string {
  const names = Object.keys(keys).sort((one, other) => other.length - one.length);
  return names.reduce((text, name) => text.replaceAll(name, keys[name] ?? name), reason);
}
