import * as pulumi from "@pulumi/pulumi";
import { upgradeRefusal } from "./versions";

/**
 * Options by which an instance or cluster refuses an upgrade that wasn't allowed, or a way back: in the preview already,
 * before anything is changed. Under mocks there is no engine that would run a hook, and none is made.
 * @param name logical name of the instance or cluster.
 */
export function guardedUpgrade(name: string, isMajorAllowed: boolean): Pick<pulumi.CustomResourceOptions, "hooks"> {
  if (!pulumi.runtime.hasEngine()) return {};
  const hook = new pulumi.ResourceHook(
    `${name}-upgrade`,
    (change) => {
      refuseUpgrade(change, isMajorAllowed);
    },
    { onDryRun: true },
  );
  return { hooks: { beforeUpdate: [hook] } };
}

/** What a hook knows of an update. */
export type VersionChange = Pick<pulumi.ResourceHookArgs, "name" | "newInputs" | "oldInputs" | "oldOutputs">;

/** @throws {Error} saying why the version can't be changed, and what to set. */
export function refuseUpgrade(
  { name, newInputs, oldInputs, oldOutputs }: VersionChange,
  isMajorAllowed: boolean,
): void {
  const wanted = text(newInputs?.engineVersion);
  // RDS raises minor versions by itself, so that the version that runs may be newer than the one that was asked for.
  const running = text(oldOutputs?.engineVersionActual) ?? text(oldInputs?.engineVersion);
  if (wanted === undefined || running === undefined) return;
  const refusal = upgradeRefusal(running, wanted, isMajorAllowed);
  if (refusal !== undefined) throw new Error(`Database "${name}": ${refusal}`);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
