import { DescribeServicesCommand, DescribeTaskDefinitionCommand, type Service } from "@aws-sdk/client-ecs";
import type { ConfigurationValidator } from "../../../automation/configuration/validation";
import { isHeld } from "../../../automation/records/deployment-store";
import { type ExpectedService, expectedServices } from "../../../automation/verification/expectation";
import { validatorOf } from "../../../cli/deployments/validator";
import { readCheckpoint } from "../../../cli/local/backend";
import { befall, clearFaults, injectFault } from "../../../localcloud/control-client";
import { digestOf } from "../../../localcloud/services/registry/images";
import { projectRoot } from "../../../tools/shared/project-root";
import { memoryTrail, MemoryTrailStore } from "../../automation/support/memory-trail";
import { Rehearsal } from "../rehearsal";
import { rehearsedAutomation, type RehearsedAutomation } from "../rehearsed-automation";
import { type Fault, type Image, MOST_TASKS } from "./commands";
import type { Settings } from "./model";
import type { Product, Seen } from "./product";

const STACK = "development";
const REPOSITORY = "registry.proofpix.com/proofpix/enterprise";
const TAGS: Readonly<Record<Image, string>> = { 0: "1.0.0", 1: "1.0.1", 2: "1.1.0", broken: "1.2.0-broken" };

/** Faults that the local cloud can bring about, whatever the moment. */
export const REHEARSED_FAULTS: readonly Fault[] = ["update-fails", "throttled", "claimed"];

/** What is deployed first. */
export const FIRST: Settings = { image: 0, level: "info", min: 1, max: MOST_TASKS };

/**
 * The environment `development` without stores and monitoring, with the real engine, in a local cloud of its own. New tasks
 * take over at once, with the shortest bake time.
 */
export class RehearsedProduct implements Product {
  private release: (() => Promise<void>) | undefined;

  private constructor(
    private readonly rehearsal: Rehearsal,
    readonly context: RehearsedAutomation,
    private readonly trail: MemoryTrailStore,
    readonly validate: ConfigurationValidator,
  ) {}

  /** @param speed how much faster than real time the cloud runs. */
  static async begin(speed: number): Promise<RehearsedProduct> {
    const rehearsal = await Rehearsal.ofOneService(STACK);
    rehearsal.configure(STACK, ["proofpix:maxInstances"], MOST_TASKS);
    const service = ["proofpix:services", 0];
    rehearsal.configure(STACK, [...service, "environment"], { LOG_LEVEL: FIRST.level });
    rehearsal.configure(STACK, [...service, "scaling"], { minInstances: FIRST.min, maxInstances: FIRST.max });
    rehearsal.configure(STACK, [...service, "deployment"], { strategy: "blue-green", bakeTime: "1m" });
    const trail = new MemoryTrailStore();
    const automation = await rehearsedAutomation(rehearsal, STACK, speed);
    const images = { reasonNotToScan: () => "a rehearsal scans what Amazon ECR holds, and no other registry" };
    const context = { ...automation, audit: memoryTrail(trail), images };
    return new RehearsedProduct(rehearsal, context, trail, validatorOf(projectRoot(__dirname)));
  }

  readonly imageOf = (image: Image): string => `${REPOSITORY}:${TAGS[image]}`;

  /** Where the environment's requests go to. */
  async controlUrl(): Promise<string> {
    return (await this.rehearsal.cloud()).controlUrl;
  }

  end(): Promise<void> {
    return this.rehearsal.end();
  }

  async inject(fault: Fault): Promise<undefined> {
    const controlUrl = await this.controlUrl();
    if (fault === "update-fails") {
      await injectFault(controlUrl, {
        operation: "create",
        type: "aws:ecs/taskDefinition:TaskDefinition",
        how: "fail",
      });
    }
    if (fault === "throttled") await befall(controlUrl, "throttle-api", "ecs");
    if (fault !== "claimed") return;
    const claim = await this.context.store.claim(STACK, "another", { host: "elsewhere", processId: 2 });
    if (isHeld(claim)) this.release = () => claim.release();
  }

  async clear(): Promise<void> {
    await clearFaults(await this.controlUrl());
    await this.release?.();
    this.release = undefined;
  }

  async look(): Promise<Seen> {
    const [service] = expectedServices(await this.context.engine.resources());
    const { desiredCount: desired = 0, runningCount: running = 0, taskDefinition } = await this.described(service);
    return {
      ...(await this.container(taskDefinition)),
      ...{ desired, running },
      isStateTrue: service?.taskDefinition === taskDefinition,
      pendingOperations: readCheckpoint(this.rehearsal.paths, "proofpix", STACK)?.pending_operations?.length ?? 0,
      planned: (await this.rehearsal.planned(STACK)).map(({ op, urn }) => `${op} ${urn}`),
      trail: await this.trail.content(),
    };
  }

  private async described(service: ExpectedService | undefined): Promise<Service> {
    const { services = [] } = await this.context.aws.ecs.send(
      new DescribeServicesCommand({ cluster: service?.cluster, services: [service?.arn ?? ""] }),
    );
    return services[0] ?? {};
  }

  /** The service's container in a task definition, which has the image by its digest. */
  private async container(taskDefinition: string | undefined): Promise<Pick<Seen, "image" | "level">> {
    const answer = await this.context.aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    const containers = answer.taskDefinition?.containerDefinitions ?? [];
    const { image = "", environment = [] } = containers.find((each) => each.image?.startsWith(REPOSITORY)) ?? {};
    const level = environment.find(({ name }) => name === "LOG_LEVEL");
    return { image: tagged(image), level: level?.value ?? "" };
  }
}

/** An image's reference by tag, in place of the one by digest with which it is deployed. */
function tagged(image: string): string {
  const references = Object.values(TAGS).map((tag) => `${REPOSITORY}:${tag}`);
  return references.find((reference) => image.endsWith(`@${digestOf(reference)}`)) ?? image;
}
