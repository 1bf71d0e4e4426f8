import { AVAILABILITY_ZONE, OTHER_PARTITIONS, regionOfZone } from "../shared/region";
import type { ArgumentProblems } from "../shared/validation";

/** Equal parts of a network's addresses. */
export const PARTS = 4;

const MINIMUM_ZONES = 2;
const MAXIMUM_ZONES = 3;

/** Region of zones that {@link checkAvailabilityZones} accepts. */
export function regionOfZones([firstZone = ""]: readonly string[]): string {
  return regionOfZone(firstZone);
}

/** A zone's place in its region: 1 for the zone `a`. */
export function zoneNumber(zone: string): number {
  return zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0) + 1;
}

/** Which part of a network's addresses is a zone's: from 0 for `a` to 3 for `d`, and from 0 again for `e`. */
export function partIndex(zone: string): number {
  return (zoneNumber(zone) - 1) % PARTS;
}

/** Records zones that are not two or three different ones of one region. */
export function checkAvailabilityZones(problems: ArgumentProblems, availabilityZones: readonly string[]): void {
  const count = availabilityZones.length;
  problems.require(
    count >= MINIMUM_ZONES && count <= MAXIMUM_ZONES,
    "availabilityZones",
    `must name two or three zones, so that the loss of one leaves another, got ${count}`,
  );
  availabilityZones.forEach((zone, index) => {
    const problem = zoneProblem(zone, availabilityZones.slice(0, index));
    if (problem !== undefined) problems.add(`availabilityZones[${index}]`, problem);
  });
}

function zoneProblem(zone: string, earlierZones: readonly string[]): string | undefined {
  if (!AVAILABILITY_ZONE.test(zone)) {
    return `must be the name of a zone in a commercial or GovCloud (US) region, such as "eu-central-1a", got "${zone}"; ${OTHER_PARTITIONS}`;
  }
  if (earlierZones.includes(zone)) return `"${zone}" is listed twice; list each zone once`;
  const region = regionOfZones([...earlierZones, zone]);
  if (region !== regionOfZone(zone)) {
    return `"${zone}" is not in ${region}, the region of the first zone; a network lies in one region`;
  }
  return partProblem(zone, earlierZones);
}

/**
 * Why a network can't have a zone beside others: the zone has the addresses of one of them, as `e` has those of `a`.
 */
export function partProblem(zone: string, others: readonly string[]): string | undefined {
  const rival = others.find((other) => partIndex(other) === partIndex(zone));
  if (rival === undefined || rival === zone) return undefined;
  return `"${zone}" has the same quarter of the network's addresses as "${rival}"; choose another zone for one of them`;
}
