import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { compareVersions, engineOf, majorOf, resolvedVersion } from "./engines";

/** The version that a change asks for; the one that runs where the program's own version hasn't changed. */
export function versionAfter({ inputs, previous }: Operation): string {
  const asked = text(inputs, "engineVersion");
  const running = text(previous?.computed ?? {}, "engineVersionActual");
  if (running === undefined) return resolvedVersion(engineOf(text(inputs, "engine")), asked);
  const isSame = asked === undefined || asked === text(previous?.inputs ?? {}, "engineVersion");
  // The provider takes `17` for the version that runs while that is one of 17.
  if (isSame || `${running}.`.startsWith(`${asked}.`)) return running;
  return resolvedVersion(engineOf(text(previous?.computed ?? {}, "engine")), asked);
}

/**
 * Amazon RDS User Guide, "Upgrading a DB instance engine version": never to an older version, and to another major
 * version only with AllowMajorVersionUpgrade (Amazon RDS API Reference, ModifyDBInstance).
 */
export function requireUpgrade(operation: Operation): void {
  const { inputs, previous } = operation;
  const running = text(previous?.computed ?? {}, "engineVersionActual");
  if (running === undefined) return;
  const wanted = versionAfter(operation);
  if (compareVersions(wanted, running) < 0) {
    const engine = text(previous?.computed ?? {}, "engine") ?? "";
    refuse("InvalidParameterCombination", `Cannot upgrade ${engine} from ${running} to ${wanted}`, "engineVersion");
  }
  if (majorOf(wanted) === majorOf(running) || flag(inputs, "allowMajorVersionUpgrade") === true) return;
  refuse(
    "InvalidParameterCombination",
    "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    "engineVersion, allowMajorVersionUpgrade",
  );
}
