import type { CloudReader } from "../../model/resource";

/**
 * A plain function of an object that never changes, worked out once for each: resources and what runs are replaced, not
 * changed, so that what was read from one stays true of it.
 */
export function oncePerObject<Key extends object, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found.value;
    const value = compute(key);
    known.set(key, { value });
    return value;
  };
}

/** A plain function of all resources of some types, worked out once until one of them changes. */
export function oncePerTypes<Value>(
  types: readonly string[],
  compute: (cloud: CloudReader) => Value,
): (cloud: CloudReader) => Value {
  const known = new WeakMap<CloudReader, { readonly lists: readonly (readonly unknown[])[]; readonly value: Value }>();
  return (cloud) => {
    const found = known.get(cloud);
    if (found !== undefined && types.every((type, index) => cloud.ofType(type) === found.lists[index]))
      return found.value;
    const value = compute(cloud);
    known.set(cloud, { lists: types.map((type) => cloud.ofType(type)), value });
    return value;
  };
}
