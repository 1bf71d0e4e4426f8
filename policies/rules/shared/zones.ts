import { knownValue, type Reader, type ResourceView, type StackView } from "../../core";
import { SUBNET } from "./subnet-routes";

/**
 * The zone of a subnet; undefined while it isn't known. The program may set the zone's name or ID and AWS fills in the
 * other, so only two unknown values mean that the zone isn't known.
 */
export function zoneOf(subnet: ResourceView): string | undefined {
  const silent = subnet.silent;
  const [known] = [textAt(silent, "availabilityZone"), textAt(silent, "availabilityZoneId")].filter(
    (zone) => zone !== undefined,
  );
  return known ?? textAt(subnet, "availabilityZone");
}

/**
 * The largest number of zones that a property with subnets may name; undefined if that isn't known. Subnets whose zone
 * isn't known, and subnets outside of the stack, count as zones of their own.
 */
export function mostZones(stack: StackView, resource: ResourceView, property: string): number | undefined {
  const listed = listLength(resource, property);
  const subnets = stack.referencesTo(resource, property, [SUBNET]);
  if (subnets.length === 0) return listed === 0 ? undefined : listed;
  const zones = subnets.map(zoneOf);
  const different = new Set(zones.filter((zone) => zone !== undefined)).size;
  const unknown = zones.filter((zone) => zone === undefined).length;
  const elsewhere = Math.max(0, (listed ?? 0) - subnets.length);
  return Math.min(listed ?? Infinity, different + unknown + elsewhere);
}

/** AWS fills in lists that the program leaves out, so unknown values in a preview mean nothing. */
function listLength(resource: ResourceView, property: string): number | undefined {
  return knownValue(resource.silent.list(property))?.length;
}

function textAt(reader: Reader, property: string): string | undefined {
  const text = reader.string(property);
  return text.known && text.value !== "" ? text.value : undefined;
}
