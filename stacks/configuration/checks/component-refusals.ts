import * as pulumi from "@pulumi/pulumi";

/** Stands for what only exists once something is deployed; a component leaves an output to AWS to judge. */
export const NOT_YET_KNOWN: pulumi.Output<string> = pulumi.output("");

/** Everything for which a component would refuse its arguments. */
export function componentRefusals(validate: () => void): readonly pulumi.InputPropertyErrorDetails[] {
  try {
    validate();
    return [];
  } catch (error) {
    if (pulumi.InputPropertiesError.isInstance(error)) return error.errors;
    throw error;
  }
}
