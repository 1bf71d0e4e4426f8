import type { ShortageOfCapacity } from "../../localcloud/behaviour/model/observation";
import type { RunningReader } from "../../localcloud/behaviour/model/running";
import type { Instant } from "../../localcloud/behaviour/model/instant";
import type { RunningTask } from "../../localcloud/behaviour/model/task";
import type { TimedEvent, World } from "../../localcloud/behaviour/world/world";
import type { CloudState } from "../../localcloud/state/cloud-state";
import type { CloudResource } from "../../localcloud/model/resource";
import { text } from "../../localcloud/model/values";
import { taskDefinitionNamed } from "../../localcloud/services/ecs/task-definition-lookup";
import { UserError } from "../../tools/shared/user-error";
import { balancedServices } from "../model/shares";
import type { ModelRuntime } from "../model/model-runtime";
import type { ServiceModel } from "../model/service-model";

/** What something that happens may touch. */
export interface HappeningContext {
  readonly cloud: CloudState;
  readonly running: RunningReader;
  readonly runtime: ModelRuntime;
  readonly world: World;
  readonly events: TimedEvent[];
  readonly now: Instant;
}

interface Happening {
  readonly form: string;
  readonly what: string;
  readonly happen: (happenings: Happenings, context: HappeningContext, argument: string) => void;
}

/** How many times as long a slow task takes. */
const SLOWNESS = 10;

const HAPPENINGS: Readonly<Record<string, Happening>> = {
  leak: {
    form: "leak <MiB per hour>",
    what: "tasks that start or run lose memory from now on",
    happen: (happenings, _context, argument) => {
      happenings.leakPerHour = Number(argument);
    },
  },
  "kill-task": {
    form: "kill-task",
    what: "a task of the first service ends by itself",
    happen: (_happenings, { runtime }) => {
      const [first] = runtime.all().filter(({ task }) => task.serviceArn !== undefined);
      if (first !== undefined) runtime.killForMemory(first);
    },
  },
  "slow-task": {
    form: "slow-task",
    what: "a task of the first service works a tenth of the time from now on",
    happen: (_happenings, { runtime }) => {
      const [first] = runtime.all().filter(({ task }) => task.serviceArn !== undefined);
      if (first !== undefined) first.slowness = SLOWNESS;
    },
  },
  "lose-zone": {
    form: "lose-zone <number>",
    what: "nothing in a zone answers, and nothing starts there",
    happen: (happenings, context, argument) => {
      happenings.loseZone(zoneOf(context, argument), context);
    },
  },
  "restore-zone": {
    form: "restore-zone <number>",
    what: "the zone is there again",
    happen: (happenings, context, argument) => {
      happenings.restoreZone(zoneOf(context, argument), context);
    },
  },
  deploy: {
    form: "deploy [broken]",
    what: "the first service gets another task definition; a broken one ends as soon as it starts",
    happen: (happenings, context, argument) => {
      happenings.deploy(argument === "broken", context);
    },
  },
};

/** What may stand in the column `event` of a trace. */
export function knownHappenings(): { form: string; what: string }[] {
  return Object.values(HAPPENINGS).map(({ form, what }) => ({ form, what }));
}

/** What goes on in a simulation besides its load. */
export class Happenings {
  leakPerHour = 0;
  private readonly lostZones = new Set<string>();
  private readonly broken = new Set<string>();

  constructor(private readonly model: ServiceModel) {}

  modelOf(): ServiceModel {
    return this.leakPerHour === 0 ? this.model : { ...this.model, leakPerHour: this.leakPerHour };
  }

  crashOf(task: RunningTask): string | undefined {
    if (this.lostZones.has(task.availabilityZone)) return "the zone is lost";
    return this.broken.has(task.taskDefinitionArn) ? "the program ended as soon as it started" : undefined;
  }

  /** @throws {UserError} for words that mean nothing. */
  happen(words: readonly string[], context: HappeningContext): void {
    const [name = "", argument = ""] = words;
    const happening = HAPPENINGS[name];
    if (happening === undefined) throw unknownHappening(words.join(" "));
    context.events.push({ at: context.now, source: "trace", subject: "trace", message: words.join(" ") });
    happening.happen(this, context, argument);
  }

  loseZone(zone: string, { runtime, cloud, world }: HappeningContext): void {
    this.lostZones.add(zone);
    for (const modelled of runtime.all()) {
      if (modelled.task.availabilityZone === zone) runtime.setHanging(modelled, true);
    }
    world.observe({ kind: "capacity-lost", ...outageOf(zone, cloud) });
  }

  restoreZone(zone: string, { runtime, cloud, world }: HappeningContext): void {
    this.lostZones.delete(zone);
    for (const modelled of runtime.all()) {
      if (modelled.task.availabilityZone === zone) runtime.setHanging(modelled, false);
    }
    world.observe({ kind: "capacity-restored", ...outageOf(zone, cloud) });
  }

  deploy(isBroken: boolean, { cloud, world }: HappeningContext): void {
    const [service] = balancedServices(cloud);
    const before = service === undefined ? undefined : taskDefinitionOf(service, cloud);
    if (service === undefined || before === undefined) return;
    const next = nextRevision(before);
    if (isBroken) this.broken.add(next.id);
    cloud.put(next, { ...service, inputs: { ...service.inputs, taskDefinition: next.id } });
    world.resourcesChanged();
  }
}

function taskDefinitionOf({ inputs, region }: CloudResource, cloud: CloudState): CloudResource | undefined {
  return taskDefinitionNamed(text(inputs, "taskDefinition") ?? "", region, cloud);
}

/** The task definition as it is registered again, with the next number. */
function nextRevision(before: CloudResource): CloudResource {
  const arn = text(before.computed, "arn") ?? "";
  const revision = Number(/\d+$/.exec(arn)?.[0] ?? 1) + 1;
  const id = arn.replace(/\d+$/, String(revision));
  return { ...before, id, computed: { ...before.computed, arn: id, revision } };
}

function zoneOf({ running }: HappeningContext, argument: string): string {
  const zones = [...new Set(running.all("task").map(({ availabilityZone }) => availabilityZone))].sort();
  return zones[Number(argument) - 1] ?? argument;
}

function unknownHappening(words: string): UserError {
  const forms = knownHappenings().map(({ form, what }) => `\n  ${form}: ${what}`);
  return new UserError(`a trace can't let "${words}" happen`, `There are:${forms.join("")}`);
}

/** The loss of a zone with all that runs in it, where nothing can be started either. */
function outageOf(zone: string, cloud: CloudState): ShortageOfCapacity {
  const subnet = cloud.ofType("aws:ec2/subnet:Subnet").find(({ computed }) => computed.availabilityZone === zone);
  return { region: subnet?.region ?? "", availabilityZone: zone, isOutage: true };
}
