import type * as pulumi from "@pulumi/pulumi";

/**
 * Escape hatch for one child resource: properties that replace ours, or a function that edits the child's arguments
 * and options in place. What it changes is no longer covered by the component's own validation.
 */
export type Transform<Args> =
  Partial<Args> | ((args: Args, options: pulumi.CustomResourceOptions, name: string) => void);

/** Arguments with which a child resource is constructed, after its transform: `new Child(...transformed(…))`. */
export function transformed<Args extends object>(
  transform: Transform<Args> | undefined,
  name: string,
  args: Args,
  options: pulumi.CustomResourceOptions,
): [name: string, args: Args, options: pulumi.CustomResourceOptions] {
  if (typeof transform !== "function") return [name, { ...args, ...transform }, options];
  const editedArgs = { ...args };
  const editedOptions = { ...options };
  transform(editedArgs, editedOptions, name);
  return [name, editedArgs, editedOptions];
}
