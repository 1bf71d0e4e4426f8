import { applyConfiguration, type ApplyDependencies } from "../../../automation/configuration/apply";
import { changedText, type ConfigurationChange } from "../../../automation/configuration/change";
import type { AutomationContext } from "../../../automation/context";
import type { DeploymentRecord } from "../../../automation/model/deployment";
import { DeploymentProblem } from "../../../automation/model/problem";
import { deploy } from "../../../automation/pipeline/deploy";
import { rollback } from "../../../automation/rollback/rollback";
import { scaleService } from "../../../automation/scaling/scale";
import { setBounds } from "../../../automation/scaling/set-bounds";
import { type Command, told } from "./commands";
import type { Model, Outcome } from "./model";
import { differences, type Product, unexpected } from "./product";

/** Name of the only service. */
export const SERVICE = "enterprise";

const KEY_OF_LEVEL = ["proofpix:services", 0, "environment", "LOG_LEVEL"] as const;

/** What came of a sequence. */
export interface SequenceResult {
  readonly commands: readonly Command[];
  /** How many of them were carried out and ended as the model says. */
  readonly asExpected: number;
  /** In what product and model differ, as sentences; empty where they don't. */
  readonly differences: readonly string[];
}

/**
 * Carries a sequence out on a product and on its model.
 * @param looksOften whether they are compared after each command, and not only in the end.
 */
export async function runSequence(
  commands: readonly Command[],
  product: Product,
  model: Model,
  { looksOften }: { readonly looksOften: boolean },
): Promise<SequenceResult> {
  const { store, environment } = product.context;
  const known = new Set((await store.list(environment)).records.map(({ id }) => id));
  model.records.length = 0;
  for (const [place, command] of commands.entries()) {
    const found = unexpected(await perform(command, product), model.apply(command));
    const isLast = place === commands.length - 1;
    if (looksOften || isLast || found.length > 0) found.push(...(await differences(model, product, known)));
    if (found.length > 0) return { commands, asExpected: place, differences: [`after ${told([command])}:`, ...found] };
  }
  return { commands, asExpected: commands.length, differences: [] };
}

async function perform(command: Command, product: Product): Promise<Outcome> {
  const fault = "fault" in command ? command.fault : undefined;
  const signal = fault === undefined ? undefined : await product.inject(fault);
  const context = { ...product.context, ...(signal !== undefined && { signal }) };
  try {
    return await carriedOut(command, product, context);
  } catch (error) {
    if (error instanceof DeploymentProblem) return error.code;
    throw error;
  } finally {
    if (fault !== undefined) await product.clear();
  }
}

async function carriedOut(command: Command, product: Product, context: AutomationContext): Promise<Outcome> {
  const dependencies: ApplyDependencies = {
    validate: product.validate,
    deploy: (request) => deploy(request, context),
  };
  switch (command.kind) {
    case "deploy":
      return (await deploy({ image: product.imageOf(command.image) }, context)).status;
    case "configure":
      return configured({ path: KEY_OF_LEVEL, value: command.level }, dependencies, context);
    case "configure-nonsense":
      return configured({ path: ["proofpix:bogus"], value: 1 }, dependencies, context);
    case "scale":
      return (await scaleService({ service: SERVICE, count: command.count }, context)).status;
    case "bounds": {
      const bounds = { minInstances: command.min, maxInstances: command.max };
      return statusOf((await setBounds({ service: SERVICE, ...bounds }, dependencies, context)).deployment);
    }
    case "roll-back": {
      const { steps, isEmergency } = command;
      return statusOf((await rollback({ destination: { steps }, isEmergency }, context)).record);
    }
  }
}

async function configured(
  change: ConfigurationChange,
  dependencies: ApplyDependencies,
  context: AutomationContext,
): Promise<Outcome> {
  const text = changedText(context.configurationFile.read(), [change]);
  return statusOf((await applyConfiguration(text, { kind: "configure" }, dependencies, context)).deployment);
}

function statusOf(record: DeploymentRecord | undefined): Outcome {
  return record?.status ?? "unchanged";
}
