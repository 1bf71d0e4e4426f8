import type { SizedService } from "../../../../components/capacity-sizing";
import { surgePercent } from "../../../../components/container-service/deployment-settings";
import { PARTS } from "../../../../components/monitoring-stack/part-names";
import { instancesOf, sizeOf, storageOf } from "../../../../components/monitoring-stack/sizes";
import { cpuUnits, memoryMebibytes, storageGibibytes } from "../../../../components/shared/quantity";
import type { ResolvedMonitoring } from "./configuration";

/** The parts of the monitoring that need room on the services' instances; none where AWS runs them. */
export function sizedParts(monitoring: ResolvedMonitoring | undefined): SizedService[] {
  if (monitoring === undefined || monitoring.capacity === "fargate") return [];
  return PARTS.map((part) => {
    const { cpu, memory } = sizeOf(part, monitoring);
    const instances = instancesOf(part, monitoring);
    return {
      name: `monitoring-${part}`,
      cpuUnits: cpuUnits(cpu),
      memoryMebibytes: memoryMebibytes(memory),
      storageGibibytes: storageGibibytes(storageOf(part)),
      minInstances: instances,
      maxInstances: instances,
      surgePercent: surgePercent({ strategy: "rolling" }),
      scalingStep: 0,
    };
  });
}
