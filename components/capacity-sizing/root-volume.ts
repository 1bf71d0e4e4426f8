import { type Resources, tasksPerInstance } from "./capacity";
import { type CapacityRequest, offersOf, type SizedService, taskOf } from "./capacity-request";

/** Size of the ECS-optimised image's own disk, which is the least that it starts with. */
const IMAGE_GIBIBYTES = 30;

/**
 * Disk of every instance: the image, and the scratch of as many tasks as fit on the largest of the types, since the
 * group may launch any of them from one template.
 */
export function rootVolumeGibibytes(request: CapacityRequest): number {
  const scratch = offersOf(request).map((offer) => scratchGibibytes(request.services, offer));
  return IMAGE_GIBIBYTES + Math.ceil(Math.max(...scratch));
}

/**
 * Scratch of the tasks that fit at once: never more tasks than network interfaces, nor more of one service than fit.
 */
function scratchGibibytes(services: readonly SizedService[], offer: Resources): number {
  const each = services.map((service) => tasksPerInstance(taskOf(service), offer).count * service.storageGibibytes);
  const largest = Math.max(...services.map(({ storageGibibytes }) => storageGibibytes));
  return Math.min(
    each.reduce((sum, gibibytes) => sum + gibibytes, 0),
    offer.networkInterfaces * largest,
  );
}
