import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { computedText, inputText } from "./reading";
import { compareVersions, engineOf, majorOf, resolvedVersion } from "./engines";

/** The version that a change asks for; the one that runs where the program's own version hasn't changed. */
export function versionAfter({ inputs, previous }: Operation): string {
  const asked = text(inputs, "engineVersion");
  const running = computedText(previous, "engineVersionActual");
  if (running === undefined) return resolvedVersion(engineOf(text(inputs, "engine")), asked);
  if (asked === undefined || asked === inputText(previous, "engineVersion") || isOf(running, asked)) return running;
  return resolvedVersion(engineOf(computedText(previous, "engine")), asked);
}

/** Whether a version is what a program asks for: the provider takes `17` for any version of 17 that runs. */
export function isOf(version: string, asked: string): boolean {
  return `${version}.`.startsWith(`${asked}.`);
}

/**
 * Amazon RDS User Guide, "Upgrading a DB instance engine version": never to an older version, and to another major
 * version only with AllowMajorVersionUpgrade (Amazon RDS API Reference, ModifyDBInstance).
 */
export function requireUpgrade(operation: Operation): void {
  const { inputs, previous } = operation;
  const running = computedText(previous, "engineVersionActual");
  if (running === undefined) return;
  const wanted = versionAfter(operation);
  if (compareVersions(wanted, running) < 0) {
    const engine = String(previous?.computed.engine);
    refuse("InvalidParameterCombination", `Cannot upgrade ${engine} from ${running} to ${wanted}`, "engineVersion");
  }
  if (majorOf(wanted) === majorOf(running) || flag(inputs, "allowMajorVersionUpgrade") === true) return;
  refuse(
    "InvalidParameterCombination",
    "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    "engineVersion, allowMajorVersionUpgrade",
  );
}
