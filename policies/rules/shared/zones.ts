import { knownValue, type Reader, type ResourceView, type StackView } from "../../core";
import { SUBNET } from "./subnet-routes";

/**
 * The zone of a subnet; undefined while it isn't known. A subnet may name its zone or the zone's ID; AWS fills in the
 * other, so that only both being unknown says anything.
 */
export function zoneOf(subnet: ResourceView): string | undefined {
  const silent = subnet.silent;
  const [known] = [textAt(silent, "availabilityZone"), textAt(silent, "availabilityZoneId")].filter(
    (zone) => zone !== undefined,
  );
  return known ?? textAt(subnet, "availabilityZone");
}

/**
 * Most zones that a property which lists subnets may name; undefined where nobody can tell. Subnets whose zone isn't
 * known count as zones of their own, and so do those that aren't in the stack.
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

/** AWS fills in lists that the program leaves out, which are unknown in a preview for no other reason. */
function listLength(resource: ResourceView, property: string): number | undefined {
  return knownValue(resource.silent.list(property))?.length;
}

function textAt(reader: Reader, property: string): string | undefined {
  const text = reader.string(property);
  return text.known && text.value !== "" ? text.value : undefined;
}
