import type * as pulumi from "@pulumi/pulumi";

/** Tags as AWS takes them: up to 50 keys a resource. */
export type Tags = Readonly<Record<string, pulumi.Input<string>>>;

/** The caller's tags and a `Name`, which the AWS console shows in its lists. */
export function namedTags(name: string, tags: Tags | undefined): Tags {
  return { Name: name, ...tags };
}
