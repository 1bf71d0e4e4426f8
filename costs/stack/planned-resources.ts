import type { ChangedResource } from "./cost-difference";

/**
 * One entry for each resource of a preview, from the steps of the engine: a replacement takes several, of which one
 * knows what was and another what will be.
 */
export function plannedResources(steps: readonly ChangedResource[]): readonly ChangedResource[] {
  const byUrn = new Map<string, ChangedResource>();
  for (const step of steps) {
    const urn = (step.after ?? step.before)?.urn;
    if (urn !== undefined) byUrn.set(urn, joined(byUrn.get(urn), step));
  }
  return [...byUrn.values()];
}

function joined(known: ChangedResource = {}, { before, after }: ChangedResource): ChangedResource {
  return { before: before ?? known.before, after: after ?? known.after };
}
