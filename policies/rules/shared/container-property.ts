import { knownValue, type Reader } from "../../core";

/** Path of a container's property. It contains the container's name besides its index: `…[0]["web"].user`. */
export function propertyOf(container: Reader, property: string): string {
  const name = knownValue(container.string("name"));
  const label = name === undefined ? "" : `["${name}"]`;
  return `${container.path}${label}.${property}`;
}
