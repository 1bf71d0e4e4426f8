import type { CloudReader } from "../../model/resource";
import { objects, text } from "../../model/values";
import { missingPermission } from "../iam/role-permissions";
import { bytesOf } from "../s3/bucket-object";
import { type KeptVersion, versionsIn } from "../s3/object-version";
import type { ContainerStart } from "./container-secrets";

/** ECS can't read an environment file (Amazon ECS Developer Guide, "Stopped tasks error messages"). */
const UNREADABLE =
  "ResourceInitializationError: failed to download env files: file download command: non empty error stream";
const VARIABLE = /^([^#=][^=]*)=(.+)$/;

type ByName = Readonly<Record<string, string>>;

/** Reads a content that somebody put through S3's API, by its name. */
export type ContentReader = (contentId: string) => Buffer;

/** Why a container's environment files can't be read; undefined where each can. */
export function unreadableEnvironmentFile(start: ContainerStart): string | undefined {
  for (const arn of filesOf(start)) {
    const reason = fileAt(arn, start.cloud) === undefined ? missingObject(arn) : missingAccess(arn, start);
    if (reason !== undefined) return `${UNREADABLE}: ${reason}`;
  }
  return undefined;
}

/**
 * Variables of a container's environment files: of several files with a variable, the first counts (Amazon ECS
 * Developer Guide, "Pass environment variables to an Amazon ECS container").
 */
export function variablesOfFiles(start: ContainerStart, read: ContentReader): ByName {
  const files = filesOf(start).flatMap((arn) => fileAt(arn, start.cloud) ?? []);
  const contents = files.map(({ contentId, resource }) =>
    contentId === undefined ? bytesOf(resource) : read(contentId),
  );
  return Object.assign({}, ...contents.map((content) => variablesIn(content.toString("utf8"))).reverse()) as ByName;
}

/**
 * Lines `VARIABLE=VALUE`; what is empty on either side is left out, and so are comments. Quotation marks are part of a
 * value (aws/amazon-ecs-agent).
 */
function variablesIn(content: string): ByName {
  const pairs = content.split(/\r?\n/).flatMap((line) => {
    const [, name, value] = VARIABLE.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}

function filesOf({ container }: ContainerStart): string[] {
  return objects(container, "environmentFiles").map((file) => text(file, "value") ?? "");
}

/** The newest version of a file; undefined where there is none, or it was deleted. */
function fileAt(arn: string, cloud: CloudReader): KeptVersion | undefined {
  const [bucket = "", ...names] = arn.replace(/^arn:[^:]+:s3:::/, "").split("/");
  const newest = versionsIn(bucket, cloud)
    .filter(({ key }) => key === names.join("/"))
    .at(-1);
  return newest?.isDeleteMarker === true ? undefined : newest;
}

function missingObject(arn: string): string {
  return `NoSuchKey: The specified key does not exist: ${arn}`;
}

/** Amazon ECS Developer Guide, "Amazon ECS task execution IAM role", "Amazon S3 file storage permissions". */
function missingAccess(arn: string, { executionRole, cloud }: ContainerStart): string | undefined {
  if (executionRole === undefined) return undefined;
  const permissions = [
    { action: "s3:GetObject", resource: arn },
    { action: "s3:GetBucketLocation", resource: arn.slice(0, arn.indexOf("/")) },
  ];
  const missing = missingPermission(executionRole, permissions, cloud);
  if (missing === undefined) return undefined;
  const role = text(executionRole.computed, "arn") ?? "";
  return `AccessDenied: User: ${role} is not authorized to perform: ${missing.action} on resource: ${missing.resource}`;
}
