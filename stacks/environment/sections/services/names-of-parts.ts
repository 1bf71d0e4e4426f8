import type { ArgumentProblems } from "../../../../components/shared/validation";
import { pathText, shown } from "../../../configuration/problem";
import type { ServicesDraft } from "./draft";

/** A part of an environment whose resources are named like those of a service of this name would be. */
interface NamedPart {
  /** Key that makes the part. */
  readonly key: string;
  /** What follows the environment's name in the names of its resources. */
  readonly name: string;
  /** Whether each of several has a name of its own behind it: `queue-jobs`. */
  readonly isBeginning: boolean;
}

const PARTS: readonly NamedPart[] = [
  { key: "database", name: "database", isBeginning: false },
  { key: "cache", name: "cache", isBeginning: false },
  { key: "backup", name: "backup", isBeginning: false },
  { key: "queues", name: "queue", isBeginning: true },
  { key: "secrets", name: "secret", isBeginning: true },
  { key: "monitoring", name: "monitoring", isBeginning: true },
];

/**
 * Records services with the name of a part that the environment has: alarms and log groups of both would have one name,
 * and the later would take the place of the earlier.
 */
export function checkNamesOfParts(
  { right: { services = [] }, written }: Pick<ServicesDraft, "right" | "written">,
  problems: ArgumentProblems,
): void {
  services.forEach((service, index) => {
    const migrated = services.find(
      (other) => other?.migration !== undefined && service?.name === `${other.name}-migration`,
    );
    if (migrated !== undefined) {
      problems.add(
        pathText(["services", index, "name"]),
        `must not be called like the migration of ${shown(migrated.name)}, got ${shown(service?.name)}; choose another name`,
      );
    }
    const part = PARTS.find(({ key, ...each }) => written[key] !== undefined && isNameOf(each, service?.name ?? ""));
    if (part === undefined) return;
    problems.add(
      pathText(["services", index, "name"]),
      `must not be called like the resources of proofpix:${part.key}, whose names go on with "${part.name}", got ${shown(service?.name)}; choose a name that doesn't begin with it`,
    );
  });
}

function isNameOf({ name, isBeginning }: Omit<NamedPart, "key">, service: string): boolean {
  return service.startsWith(`${name}-`) || (!isBeginning && service === name);
}
