import { UsageError, type Command } from "../command";
import { diff, get, history } from "../deployments/config/read-verbs";
import type { Verb } from "../deployments/config/verb";
import { remove, rollback, set } from "../deployments/config/write-verbs";

const VERBS: Readonly<Record<string, Verb>> = { get, set, remove, diff, history, rollback };

const APPLYING = "[--reason <text>] [--no-deploy]";

export const command: Command = {
  help: {
    summary:
      "Reads and changes the configuration of an environment: checked before it is written, and applied by a deployment.",
    usage: [
      "npm run config -- get <environment> [key]",
      `npm run config -- set <environment> <key=value>… ${APPLYING}`,
      `npm run config -- set <environment> --secret <key> ${APPLYING}`,
      `npm run config -- remove <environment> <key>… ${APPLYING}`,
      "npm run config -- diff <environment> [id]",
      "npm run config -- history <environment>",
      `npm run config -- rollback <environment> --to <id> ${APPLYING}`,
    ],
    details: [
      "A <key> is written as problems name it: image, services[0].cpu; a value is YAML or JSON. A configuration in which",
      "anything is wrong is refused with every problem, and nothing is written (exit code 3). set, remove and rollback",
      "write Pulumi.<environment>.yaml, which wants to be committed, and deploy it; --no-deploy only writes. A secret's",
      "value is typed or read from standard input. Everywhere --json and --aws.",
    ],
    examples: [
      ["npm run config -- get production services[0]", "what is set for the first service"],
      ['npm run config -- set production maxInstances=24 --reason "a fair"', "changes a bound, and deploys it"],
      ["npm run config -- diff production", "what the file says that isn't deployed"],
      ["npm run config -- rollback production --to 4f2a", "the configuration of then, deployed"],
    ],
  },
  run: (call) => {
    const [name = "", ...args] = call.args;
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    const known = Object.keys(VERBS).join(", ");
    if (verb === undefined) throw new UsageError(`config does no "${name}"`, `It does ${known}; --help tells more.`);
    return verb.run({ ...call, args });
  },
};
