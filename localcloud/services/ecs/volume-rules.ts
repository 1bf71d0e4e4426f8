import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, object, objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";

/** What RegisterTaskDefinition refuses about volumes (Amazon ECS API Reference, Volume and EFSVolumeConfiguration). */
export const volumeRules: readonly Rule[] = [
  requireUniqueNames,
  eachVolume(requireOneKind),
  eachVolume(requireEncryptedTransit),
  eachVolume(requireRootOfAccessPoint),
];

const KINDS = [
  "hostPath",
  "dockerVolumeConfiguration",
  "efsVolumeConfiguration",
  "fsxWindowsFileServerVolumeConfiguration",
  "s3filesVolumeConfiguration",
] as const;

const EFS = "efsVolumeConfiguration";

function eachVolume(rule: (volume: Properties, path: string) => void): Rule {
  return ({ inputs }) => {
    objects(inputs, "volumes").forEach((volume, index) => {
      rule(volume, `volumes[${index}]`);
    });
  };
}

function requireUniqueNames({ inputs }: Operation): void {
  const names = objects(inputs, "volumes").map((volume) => text(volume, "name"));
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated < 0) return;
  refuse(
    "ClientException",
    `Volume names must be unique within a task definition: '${names[repeated] ?? ""}'`,
    `volumes[${repeated}].name`,
  );
}

function requireOneKind(volume: Properties, path: string): void {
  const kinds = given(volume, KINDS);
  if (kinds.length > 1) refuse("ClientException", `A volume has one configuration, got ${kinds.join(" and ")}`, path);
}

/** Amazon ECS Developer Guide, "Specifying an Amazon EFS file system in your task definition". */
function requireEncryptedTransit(volume: Properties, path: string): void {
  const settings = object(volume, EFS) ?? {};
  if (text(settings, "transitEncryption") === "ENABLED") return;
  const needs = {
    "authorizationConfig.accessPointId": text(settings, "authorizationConfig.accessPointId"),
    "authorizationConfig.iam": text(settings, "authorizationConfig.iam") === "ENABLED" ? "ENABLED" : undefined,
    transitEncryptionPort: number(settings, "transitEncryptionPort"),
  };
  const need = Object.entries(needs).find(([, value]) => value !== undefined)?.[0];
  if (need === undefined) return;
  refuse("ClientException", `Transit encryption must be enabled for ${need}`, `${path}.${EFS}.transitEncryption`);
}

function requireRootOfAccessPoint(volume: Properties, path: string): void {
  if (text(volume, `${EFS}.authorizationConfig.accessPointId`) === undefined) return;
  const root = text(volume, `${EFS}.rootDirectory`) ?? "/";
  if (root === "/" || root === "") return;
  refuse(
    "ClientException",
    `With an access point the root directory must be omitted or '/', got '${root}'`,
    `${path}.${EFS}.rootDirectory`,
  );
}
