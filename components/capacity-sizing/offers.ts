import { offeredResources, type Resources } from "./capacity";
import type { CapacityRequest } from "./capacity-request";
import { instanceType } from "./instance-types";

/** What an instance of each of a request's types offers to tasks. */
export function offersOf({ instanceTypes, networkInterfaceTrunking }: CapacityRequest): Resources[] {
  const types = instanceTypes.flatMap((name) => instanceType(name) ?? []);
  return types.map((type) => offeredResources(type, networkInterfaceTrunking));
}
