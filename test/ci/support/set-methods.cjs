"use strict";

// gitlab-ci-local uses methods of sets that Node.js has from version 22 on.

/** @type {Readonly<Record<string, (this: Set<unknown>, other: Set<unknown>) => Set<unknown>>>} */
const METHODS = {
  union(other) {
    return new Set([...this, ...other]);
  },
  difference(other) {
    return new Set([...this].filter((each) => !other.has(each)));
  },
  intersection(other) {
    return new Set([...this].filter((each) => other.has(each)));
  },
};

for (const [name, value] of Object.entries(METHODS)) {
  if (!(name in Set.prototype))
    Object.defineProperty(Set.prototype, name, { value, configurable: true, writable: true });
}
