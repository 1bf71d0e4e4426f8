import type { ApiCloud } from "../api/dispatch";
import type { ApiContext, ApiEffect } from "../api/operation";
import type { World } from "../behaviour/world/world";
import type { Cloud } from "../cloud/cloud";
import { UnsettledError } from "../cloud/errors";

/** What AWS's APIs read and steer. */
export interface LiveApisOptions {
  readonly cloud: Cloud;
  readonly world: Pick<World, "accept" | "actNow" | "observe">;
  /** Everything that operations may look at, now. */
  readonly context: () => ApiContext;
}

/** How clients reach AWS's APIs. */
export interface ApiAccess {
  readonly url: string;
  /** Region of what runs: that of clients that name none. */
  readonly region: string;
}

/** AWS's APIs on what is deployed and runs. */
export function liveApis({ cloud, world, context }: LiveApisOptions): ApiCloud {
  return {
    context,
    carryOut: (effects, region) => {
      for (const effect of effects) carryOut(effect, region, cloud, world);
      world.actNow(); // so that the answer tells what follows
    },
  };
}

function carryOut(effect: ApiEffect, region: string, cloud: Cloud, world: LiveApisOptions["world"]): void {
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
