import { configurationDifference, type KeyDifference } from "../configuration/difference";
import { type ConfigurationEntries, entriesOf } from "../configuration/entries";
import type { AutomationContext } from "../context";
import type { StateResource } from "../engine/engine";
import type { ImageDigests } from "../model/image";
import { imageDigestsOf } from "./read";
import { nameOf, type Release, sourceOf, startOf, versionOf } from "./release";

/** In what two releases differ. Whatever neither the records nor the backend tell is undefined. */
export interface ReleaseDifference {
  readonly from: ReleaseSummary;
  readonly to: ReleaseSummary;
  readonly configuration?: readonly KeyDifference[];
  readonly images?: readonly ImageDifference[];
  readonly resources?: readonly CountDifference[];
}

/** A release that is compared. */
export interface ReleaseSummary {
  readonly name: string;
  readonly startedAt: string;
  readonly commit?: string;
  readonly isDirty: boolean;
}

/** A service whose image differs. */
export interface ImageDifference {
  readonly service: string;
  readonly before?: string;
  readonly after?: string;
}

/** A type of resource of which there are more or fewer. */
export interface CountDifference {
  readonly type: string;
  readonly before: number;
  readonly after: number;
}

/** Compares two releases, the earlier one first. */
export async function releaseDifference(
  from: Release,
  to: Release,
  context: Pick<AutomationContext, "engine">,
): Promise<ReleaseDifference> {
  const [digestsBefore, digestsAfter, before, after] = await Promise.all([
    imageDigestsOf(from, context),
    imageDigestsOf(to, context),
    checkpointOf(from, context),
    checkpointOf(to, context),
  ]);
  const configurations = [configurationOf(from), configurationOf(to)] as const;
  return {
    from: summaryOf(from),
    to: summaryOf(to),
    ...both(...configurations, (old, now) => ({ configuration: configurationDifference(old, now) })),
    ...both(digestsBefore, digestsAfter, (old, now) => ({ images: imageDifference(old, now) })),
    ...both(before, after, (old, now) => ({ resources: countDifference(old, now) })),
  };
}

/** The configuration of a release: the text of its record, or what Pulumi's history has. */
export function configurationOf({ record, updates }: Release): ConfigurationEntries | undefined {
  if (record?.configuration !== undefined) return entriesOf(record.configuration.text);
  return updates.at(-1)?.configuration;
}

/** Services whose images differ, by name. */
export function imageDifference(before: ImageDigests, after: ImageDigests): readonly ImageDifference[] {
  const services = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return services
    .filter((service) => before[service] !== after[service])
    .map((service) => ({
      service,
      ...(before[service] !== undefined && { before: before[service] }),
      ...(after[service] !== undefined && { after: after[service] }),
    }));
}

/** Types of resources whose number differs, by name. Resources that only wait to be deleted don't count. */
export function countDifference(
  before: readonly StateResource[],
  after: readonly StateResource[],
): readonly CountDifference[] {
  const [old, now] = [countsOf(before), countsOf(after)];
  const types = [...new Set([...old.keys(), ...now.keys()])].sort();
  return types
    .map((type) => ({ type, before: old.get(type) ?? 0, after: now.get(type) ?? 0 }))
    .filter((difference) => difference.before !== difference.after);
}

function countsOf(resources: readonly StateResource[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type, delete: isDeleted } of resources) {
    if (isDeleted !== true) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

async function checkpointOf(
  release: Release,
  { engine }: Pick<AutomationContext, "engine">,
): Promise<readonly StateResource[] | undefined> {
  const version = versionOf(release);
  return version === undefined ? undefined : engine.checkpoint(version);
}

function summaryOf(release: Release): ReleaseSummary {
  const { commit, isDirty } = sourceOf(release);
  return { name: nameOf(release), startedAt: startOf(release), ...(commit !== undefined && { commit }), isDirty };
}

function both<Side, Result>(
  before: Side | undefined,
  after: Side | undefined,
  compare: (before: Side, after: Side) => Result,
): Result | undefined {
  return before === undefined || after === undefined ? undefined : compare(before, after);
}
