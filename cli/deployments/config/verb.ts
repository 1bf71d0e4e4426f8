import type { Call } from "../../command";
import { deploymentArguments } from "../arguments";
import { progressLines } from "../progress";
import { quietly } from "../quietly";
import { withEnvironment } from "../target";
import type { AutomationContext } from "../../../automation/context";
import type { Options, OptionValues } from "../../option-values";

/** What a verb of `config` works with. */
export interface VerbCall<Known extends Options = Options> {
  readonly root: string;
  readonly context: AutomationContext;
  readonly isJson: boolean;
  readonly values: OptionValues<Known>["values"];
  /** What follows the environment. */
  readonly words: readonly string[];
  readonly print: Call["print"];
}

/** A verb of `config`. */
export interface Verb {
  readonly run: (call: Call) => Promise<number>;
}

/** How a verb is declared. */
interface VerbArgs<Known extends Options> {
  readonly options: Known;
  /** What follows the environment on the command line. */
  readonly words: readonly string[];
  /** Whether it deploys; others start nothing of a rehearsal. */
  readonly deploys: (values: OptionValues<Known>["values"]) => boolean;
  readonly work: (call: VerbCall<Known>) => Promise<number>;
}

/** Makes a verb. */
export function verb<Known extends Options>({ options, words: expected, deploys, work }: VerbArgs<Known>): Verb {
  return {
    run: ({ root, args, print, report }) => {
      const { target, isJson, values, words } = deploymentArguments(args, options, ["<environment>", ...expected]);
      const [environment = "", ...others] = words;
      const opened = deploys(values) ? target : quietly(target);
      const session = { root, environment, target: opened, report, emit: progressLines(report) };
      return withEnvironment(session, (context) => work({ root, context, isJson, values, words: others, print }));
    },
  };
}
