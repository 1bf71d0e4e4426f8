"use strict";

/** Parts of the SDK's store that packages fill as they are loaded, which they are once. */
const REGISTERED = new Set(["resourcePackages", "resourceModules"]);

/**
 * Puts back what Pulumi's SDK remembers of a program: mocks, configuration, stack, counted errors.
 * @param {import("jest-runtime").default} packages
 * @param {object} global where the SDK keeps its store
 */
function resetSdk(packages, global) {
  const { globalStore: store } = /** @type {{ globalStore?: object }} */ (global);
  if (store === undefined) return;
  const settings = /** @type {typeof import("@pulumi/pulumi/runtime/settings")} */ (
    packages.requireModule(__filename, "@pulumi/pulumi/runtime/settings")
  );
  settings.resetOptions("project", "stack", -1, "", "", false, "");
  const { LocalStore } = /** @type {{ LocalStore: new () => Record<string, unknown> }} */ (
    packages.requireModule(__filename, "@pulumi/pulumi/runtime/state")
  );
  const fresh = Object.entries(new LocalStore()).filter(([key]) => !REGISTERED.has(key));
  for (const key of Object.keys(store)) if (!REGISTERED.has(key)) Reflect.deleteProperty(store, key);
  Object.assign(store, Object.fromEntries(fresh));
}

module.exports = { resetSdk };
