import type * as pulumi from "@pulumi/pulumi";

/** Value of an output, once known. */
export async function valueOf<T>(output: pulumi.Output<T> | undefined): Promise<T | undefined> {
  return new Promise((resolve) => {
    if (output === undefined) resolve(undefined);
    else output.apply(resolve);
  });
}
