import type * as pulumi from "@pulumi/pulumi";

/** A transform that has the engine refuse to delete or replace a child; undefined where nothing is protected. */
export function protecting(
  protect: boolean,
): ((args: object, options: pulumi.CustomResourceOptions) => void) | undefined {
  if (!protect) return undefined;
  return (_args, options) => {
    options.protect = true;
  };
}
