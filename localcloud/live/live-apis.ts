import type { ApiEffect } from "../api/operation";
import type { World } from "../behaviour/world/world";
import type { Cloud } from "../cloud/cloud";
import { UnsettledError } from "../cloud/errors";

/** How clients reach AWS's APIs. */
export interface ApiAccess {
  readonly url: string;
  /** Region of what runs: that of clients that name none. */
  readonly region: string;
}

/** What effects of API calls reach. */
type SteeredWorld = Pick<World, "accept" | "actNow" | "observe">;

/** Has effects of an API call happen, and the world act on them, so that the answer tells what follows. */
export function carryOut(effects: readonly ApiEffect[], region: string, cloud: Cloud, world: SteeredWorld): void {
  for (const effect of effects) carryOutOne(effect, region, cloud, world);
  world.actNow();
}

function carryOutOne(effect: ApiEffect, region: string, cloud: Cloud, world: SteeredWorld): void {
  switch (effect.kind) {
    case "create":
      // What no program created belongs to no stack.
      accepted(() => cloud.create({ type: effect.type, urn: "", inputs: effect.inputs, region }));
      return;
    case "update": {
      const { resource, inputs } = effect;
      accepted(() => cloud.update(resource, { type: resource.type, urn: resource.urn, inputs, region }));
      return;
    }
    case "delete":
      cloud.delete(effect.resource);
      return;
    case "keep":
      cloud.state.exchange(effect.forgotten ?? [], effect.resources);
      return;
    case "observe":
      world.observe(effect.observation);
      return;
    case "outcome":
      world.accept(effect.outcome);
  }
}

/** What the provider would wait for in vain, AWS has accepted even so. */
function accepted(change: () => unknown): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof UnsettledError)) throw error;
  }
}
