import fc from "fast-check";
import { type CapacityRequest, planCapacity, type SizedService } from "../../../components/capacity-sizing";
import { leastResources, RESOURCE_NAMES } from "../../../components/capacity-sizing/capacity";
import { stepOf, surgeOf, taskOf } from "../../../components/capacity-sizing/capacity-request";
import { refusals } from "../../support/deploy";
import { ENTERPRISE, offerOf, PRODUCTION, requests } from "./support";

function refused(overrides: Partial<CapacityRequest>): Promise<string[]> {
  return refusals(() => planCapacity({ ...PRODUCTION, ...overrides }));
}

/** Whether each task fits on each of the types. */
function canBePlanned({ instanceTypes, networkInterfaceTrunking, services }: CapacityRequest): boolean {
  const offer = leastResources(instanceTypes.map((type) => offerOf(type, networkInterfaceTrunking)));
  return services.every((service) => RESOURCE_NAMES.every((name) => taskOf(service)[name] <= offer[name]));
}

describe("the plan of production", () => {
  const plan = planCapacity(PRODUCTION);

  it("holds the minimum with a step, in every zone, and twice the maximum during a deployment", () => {
    expect(plan).toMatchObject({
      minSize: 3,
      maxSize: 20,
      targetCapacityPercent: 99,
      rootVolumeGibibytes: 50,
      reservedMemoryMebibytes: 256,
      tasksPerInstance: { enterprise: { count: 2, limitedBy: "cpu" } },
    });
  });

  it("is explained", () => {
    expect(plan.explanation).toEqual([
      "Each instance of m6i.large or m5.large holds 2 tasks of enterprise (cpu ends first), without network interface trunking.",
      "At least 3 instances: the services' minimum needs 2, with one scaling step 3; there are 3 zones.",
      "At most 20: the services' maximum needs 10, while all are deployed at once 20.",
      "Tasks take up 99 % of the running instances, so that 1 more for one scaling step is always there.",
      "Each has a disk of 50 GiB: the image, and the scratch space of the tasks that fit.",
    ]);
  });
});

describe("a plan", () => {
  it("of services that each fill most of an instance has an instance for each task, and no more", () => {
    const large = { ...ENTERPRISE, cpuUnits: 1536, memoryMebibytes: 5120 };
    const services = [4, 4, 3, 2].map((minInstances, index) => ({
      ...large,
      name: `s${index}`,
      cpuUnits: 1536 + 128 * index,
      minInstances,
      maxInstances: 20,
    }));
    const plan = planCapacity({ ...PRODUCTION, services });

    // 13 tasks and a step of 2; 80 tasks, twice as many in a deployment of them all.
    expect(plan).toMatchObject({ minSize: 15, maxSize: 160 });
  });

  it("never has more instances than tasks and the reserve of one step", () => {
    fc.assert(
      fc.property(requests.filter(canBePlanned), (request) => {
        const sum = (value: (service: SizedService) => number): number =>
          request.services.reduce((total, service) => total + value(service), 0);
        const reserve = Math.max(...request.services.map(stepOf));
        const plan = planCapacity(request);

        expect(plan.minSize).toBeLessThanOrEqual(sum(({ minInstances }) => minInstances) + reserve);
        expect(plan.maxSize).toBeLessThanOrEqual(sum(surgeOf) + reserve);
      }),
    );
  });

  it("is small where nothing scales and one task is the least", () => {
    const services = [{ ...ENTERPRISE, minInstances: 1, maxInstances: 2, scalingStep: 0 }];

    expect(planCapacity({ ...PRODUCTION, services, zones: 2 })).toMatchObject({
      minSize: 1,
      maxSize: 2,
      targetCapacityPercent: 100,
    });
  });

  it("plans with the smallest of the types", () => {
    const small = planCapacity({ ...PRODUCTION, instanceTypes: ["m6i.xlarge", "m6i.large"] });

    expect(small.maxSize).toBe(planCapacity({ ...PRODUCTION, instanceTypes: ["m6i.large"] }).maxSize);
  });

  it("sees network interfaces end before CPU and memory, and trunking lift that", () => {
    const services = [{ ...ENTERPRISE, cpuUnits: 256, memoryMebibytes: 512 }];
    const without = planCapacity({ ...PRODUCTION, services });
    const trunked = planCapacity({ ...PRODUCTION, services, networkInterfaceTrunking: true });

    expect(without.tasksPerInstance.enterprise).toEqual({ count: 2, limitedBy: "network interfaces" });
    expect(trunked.tasksPerInstance.enterprise).toEqual({ count: 8, limitedBy: "cpu" });
    expect(trunked.maxSize).toBeLessThan(without.maxSize);
  });

  it("keeps sizes that somebody decided on and that suffice", () => {
    expect(planCapacity({ ...PRODUCTION, minSize: 6, maxSize: 40 })).toMatchObject({ minSize: 6, maxSize: 40 });
  });

  it("gives way with the size that nobody decided on", () => {
    const services = [{ ...ENTERPRISE, minInstances: 1, maxInstances: 2, surgePercent: 100 }];

    expect(planCapacity({ ...PRODUCTION, minSize: 30 })).toMatchObject({ minSize: 30, maxSize: 31 });
    expect(planCapacity({ ...PRODUCTION, services, maxSize: 1 })).toMatchObject({ minSize: 1, maxSize: 1 });
  });

  it("has a disk for the tasks of the largest type, since all start from one template", () => {
    const disk = (...instanceTypes: string[]): number =>
      planCapacity({ ...PRODUCTION, instanceTypes }).rootVolumeGibibytes;

    expect(disk("m6i.large")).toBe(50);
    expect(disk("m6i.4xlarge")).toBe(100);
    expect(disk("m6i.large", "m6i.4xlarge")).toBe(100);
  });

  it("keeps no room for a step beyond the maximum", () => {
    const services = [{ ...ENTERPRISE, minInstances: 3, maxInstances: 3 }];

    expect(planCapacity({ ...PRODUCTION, services, zones: 2 })).toMatchObject({
      minSize: 2,
      targetCapacityPercent: 100,
    });
  });

  it("holds everything in bounds that make sense, and more for more", () => {
    fc.assert(
      fc.property(requests.filter(canBePlanned), (request) => {
        const plan = planCapacity(request);
        const services = request.services.map((service) => ({ ...service, maxInstances: service.maxInstances + 3 }));
        const more = planCapacity({ ...request, services });

        expect(plan.minSize).toBeGreaterThanOrEqual(1);
        expect(plan.maxSize).toBeGreaterThanOrEqual(plan.minSize);
        expect(more.maxSize).toBeGreaterThanOrEqual(plan.maxSize);
        expect(plan.targetCapacityPercent).toBeGreaterThanOrEqual(1);
        expect(plan.targetCapacityPercent).toBeLessThanOrEqual(100);
        const zones = request.services.some(({ minInstances }) => minInstances > 1) ? 2 : 1;
        expect(plan.minSize).toBeGreaterThanOrEqual(zones);
      }),
    );
  });
});

describe("a request", () => {
  it.each<[string, Partial<CapacityRequest>, RegExp]>([
    ["no type", { instanceTypes: [] }, /^instanceTypes: must name one at least/],
    ["no service", { services: [] }, /^services: must be one at least/],
    [
      "an unknown type",
      { instanceTypes: ["m6i.lrge"] },
      /^instanceTypes\[0\]: .*got "m6i.lrge"; did you mean "m6i.large"\?$/,
    ],
    ["two architectures", { instanceTypes: ["m6i.large", "m7g.large"] }, /^instanceTypes: .*m7g\.large \(arm64\)$/],
    [
      "a task larger than an instance",
      { instanceTypes: ["m6i.large"], services: [{ ...ENTERPRISE, cpuUnits: 4096, memoryMebibytes: 8192 }] },
      /^services\.enterprise: a task doesn't fit on m6i\.large: it needs 4096 of its 2048 CPU units and 8192 of its 7270 MiB of memory; use m6i\.xlarge or larger/,
    ],
    ["too few instances at the least", { minSize: 1 }, /^minSize: must be at least 2, .*got 1;/],
    ["too few instances at the most", { maxSize: 19 }, /^maxSize: must be at least 20, .*got 19;/],
    ["no zone", { zones: 0 }, /^zones: must be a whole number, 1 or more, got 0$/],
    ["half an instance", { minSize: 3.5 }, /^minSize: must be a whole number, 0 or more, got 3\.5$/],
    ["no instance at the most", { maxSize: 0 }, /^maxSize: must be a whole number, 1 or more, got 0$/],
    ["bounds that cross", { minSize: 30, maxSize: 25 }, /^maxSize: must be at least minSize \(30\), got 25$/],
  ])("is refused with %s", async (_, overrides, problem) => {
    expect(await refused(overrides)).toEqual([expect.stringMatching(problem)]);
  });

  it.each<[Partial<SizedService>, RegExp]>([
    [{ cpuUnits: NaN }, /cpuUnits: must be a whole number, 1 or more, got NaN$/],
    [{ memoryMebibytes: 0 }, /memoryMebibytes: must be a whole number, 1 or more, got 0$/],
    [{ storageGibibytes: -1 }, /storageGibibytes: must be a whole number, 0 or more, got -1$/],
    [{ minInstances: 2.5 }, /minInstances: must be a whole number, 0 or more, got 2\.5$/],
    [{ minInstances: 0, maxInstances: 0 }, /maxInstances: must be a whole number, 1 or more, got 0$/],
    [{ surgePercent: 50 }, /surgePercent: must be a whole number, 100 or more, got 50$/],
    [{ scalingStep: -2 }, /scalingStep: must be a whole number, 0 or more, got -2$/],
  ])("is refused with a service of %j", async (overrides, problem) => {
    expect(await refused({ services: [{ ...ENTERPRISE, ...overrides }] })).toEqual([
      expect.stringMatching(new RegExp(`^services\\.enterprise\\.${problem.source}`)),
    ]);
  });

  it("is refused with everything that is wrong at once", async () => {
    expect(await refused({ instanceTypes: ["x"], services: [] })).toHaveLength(2);
    expect(await refused({ minSize: 1, maxSize: 2 })).toHaveLength(2);
  });
});
