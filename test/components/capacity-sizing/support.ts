import fc from "fast-check";
import type { CapacityRequest, SizedService } from "../../../components/capacity-sizing";
import { offeredResources, type Resources } from "../../../components/capacity-sizing/capacity";
import { instanceType } from "../../../components/capacity-sizing/instance-types";

export const ENTERPRISE: SizedService = {
  name: "enterprise",
  cpuUnits: 1024,
  memoryMebibytes: 2048,
  storageGibibytes: 10,
  minInstances: 3,
  maxInstances: 20,
  surgePercent: 200,
  scalingStep: 2,
};

export const PRODUCTION: CapacityRequest = {
  instanceTypes: ["m6i.large", "m5.large"],
  services: [ENTERPRISE],
  zones: 3,
  networkInterfaceTrunking: false,
};

/** What an instance of a type offers. */
export function offerOf(name: string, trunking = false): Resources {
  const type = instanceType(name);
  if (type === undefined) throw new Error(`${name} is not known`);
  return offeredResources(type, trunking);
}

const service = fc
  .record({
    cpuUnits: fc.constantFrom(256, 512, 768, 1024, 2048),
    memoryMebibytes: fc.constantFrom(512, 1024, 1536, 2048, 4096, 6144),
    storageGibibytes: fc.integer({ min: 1, max: 30 }),
    minInstances: fc.integer({ min: 1, max: 8 }),
    more: fc.integer({ min: 0, max: 20 }),
    surgePercent: fc.constantFrom(100, 125, 150, 200),
    scalingStep: fc.constantFrom(0, 1, 2, 5),
  })
  .map(({ more, ...rest }) => ({ ...rest, maxInstances: rest.minInstances + more }));

/** Requests that can be planned: every task fits on every type. */
export const requests: fc.Arbitrary<CapacityRequest> = fc.record({
  instanceTypes: fc.uniqueArray(fc.constantFrom("m6i.large", "m5.xlarge", "r5.large", "m6a.2xlarge"), {
    minLength: 1,
    maxLength: 3,
  }),
  services: fc
    .array(service, { minLength: 1, maxLength: 4 })
    .map((all) => all.map((each, index) => ({ ...each, name: `s${index}` }))),
  zones: fc.integer({ min: 2, max: 3 }),
  networkInterfaceTrunking: fc.boolean(),
});
