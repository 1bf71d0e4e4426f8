import type * as pulumi from "@pulumi/pulumi";

/** A transform by which the engine refuses to delete or replace a child; undefined without protection. */
export function protecting(
  protect: boolean,
): ((args: object, options: pulumi.CustomResourceOptions) => void) | undefined {
  if (!protect) return undefined;
  return (_args, options) => {
    options.protect = true;
  };
}
