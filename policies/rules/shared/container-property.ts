import { knownValue, type Reader } from "../../core";

/** Path of a container's property, with the container's name, which says more than its place: `…[0]["web"].user`. */
export function propertyOf(container: Reader, property: string): string {
  const name = knownValue(container.string("name"));
  const label = name === undefined ? "" : `["${name}"]`;
  return `${container.path}${label}.${property}`;
}
