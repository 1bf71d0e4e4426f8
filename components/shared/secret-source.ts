import * as pulumi from "@pulumi/pulumi";

/** One version of a secret of Secrets Manager. */
export interface SecretVersionSource {
  /** Whole ARN of the secret, without anything behind it. */
  readonly secretArn: pulumi.Input<string>;
  /** Id of the version. Another id registers another revision of the tasks that read it. */
  readonly versionId: pulumi.Input<string>;
}

/**
 * Where a container's variable comes from: the ARN of a secret, optionally with what ECS takes behind it, or of an SSM
 * parameter; or one version of a secret. Of a version the secret is known before a new version is made, so that a
 * preview shows what changes and no more.
 */
export type SecretSource = pulumi.Input<string> | SecretVersionSource;

/** The ARN that permissions are for. */
export function secretArnOf(source: SecretSource): pulumi.Input<string> {
  return isVersion(source) ? source.secretArn : source;
}

/** The `valueFrom` of each of a container's secrets. */
export function valuesFrom(
  sources: Readonly<Record<string, SecretSource>> = {},
): Readonly<Record<string, pulumi.Input<string>>> {
  return Object.fromEntries(Object.entries(sources).map(([variable, source]) => [variable, valueFrom(source)]));
}

/**
 * JSON key and stage of a version are left out (Amazon ECS Developer Guide, "Pass Secrets Manager secrets through
 * Amazon ECS environment variables").
 */
function valueFrom(source: SecretSource): pulumi.Input<string> {
  return isVersion(source) ? pulumi.interpolate`${source.secretArn}:::${source.versionId}` : source;
}

function isVersion(source: SecretSource): source is SecretVersionSource {
  return typeof source === "object" && !pulumi.Output.isInstance(source) && !(source instanceof Promise);
}
