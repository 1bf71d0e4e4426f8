import { parse } from "yaml";
import { applyConfiguration } from "../../../automation/configuration/apply";
import { changedText, type ConfigurationChange } from "../../../automation/configuration/change";
import { valuePath } from "../../../automation/configuration/key";
import { textOfThen } from "../../../automation/configuration/return";
import { setSecret } from "../../../automation/configuration/set-secret";
import { findRelease } from "../../../automation/history/find";
import { readHistory } from "../../../automation/history/read";
import { exitCodeOf } from "../../../automation/model/event";
import { applyDependencies } from "../../../automation/pipeline/apply-dependencies";
import { deploy } from "../../../automation/pipeline/deploy";
import { UsageError } from "../../command";
import { summary } from "../progress";
import { configurationOutput, configurationText } from "../render/configuration";
import { printResult } from "../render/output";
import { validatorOf } from "../validator";
import { askedSecret } from "./asked-secret";
import { verb, type VerbCall } from "./verb";

const OPTIONS = { reason: "value", "no-deploy": "flag" } as const;

const deploys = (values: { readonly "no-deploy"?: string }): boolean => values["no-deploy"] === undefined;

/** `config set <environment> <key=value>…`, or `config set <environment> --secret <key>` */
export const set = verb({
  options: { ...OPTIONS, secret: "value" },
  words: ["[key=value]…"],
  deploys,
  work: (call) => {
    const { secret } = call.values;
    if (secret === undefined) return change(call, assignments(call.words));
    if (call.words.length > 0) {
      throw new UsageError(
        "a secret is set alone, and its value isn't given",
        "Its value is asked for, or read from standard input.",
      );
    }
    return setAskedSecret(secret, call);
  },
});

/** `config remove <environment> <key>…` */
export const remove = verb({
  options: OPTIONS,
  words: ["<key>", "[key]…"],
  deploys,
  work: (call) => {
    const changes = call.words.map((key): ConfigurationChange => ({ path: valuePath(key), value: undefined }));
    return change(call, changes);
  },
});

/** `config rollback <environment> --to <id>` */
export const rollback = verb({
  options: { ...OPTIONS, to: "value" },
  words: [],
  deploys,
  work: async (call) => {
    const { context, values } = call;
    if (values.to === undefined)
      throw new UsageError("--to is missing", "Name a deployment: config history lists them.");
    const { releases } = await readHistory(context);
    const { text, keptSecrets } = textOfThen(context.configurationFile.read(), findRelease(releases, values.to));
    if (keptSecrets.length > 0) {
      context.emit({ code: "progress", message: `these secrets stay as they are: ${keptSecrets.join(", ")}` });
    }
    return apply(call, text, `the configuration of ${values.to}`);
  },
});

type WriteCall = VerbCall<typeof OPTIONS>;

function change(call: WriteCall, changes: readonly ConfigurationChange[]): Promise<number> {
  return apply(call, changedText(call.context.configurationFile.read(), changes), undefined);
}

async function apply(call: WriteCall, text: string, usualReason: string | undefined): Promise<number> {
  const { root, context, values, isJson, print } = call;
  const reason = values.reason ?? usualReason;
  const request = { kind: "configure" as const, ...(reason !== undefined && { reason }) };
  const applied = await applyConfiguration(
    text,
    request,
    applyDependencies(validatorOf(root), context, deploys(values)),
    context,
  );
  printResult(print, isJson, configurationOutput(context, applied), configurationText);
  return applied.deployment === undefined ? 0 : exitCodeOf(applied.deployment.status);
}

async function setAskedSecret(key: string, { root, context, values, isJson, print }: WriteCall): Promise<number> {
  await setSecret(key, await askedSecret(key), validatorOf(root), context);
  const { environment, configurationFile } = context;
  const output = { environment, file: configurationFile.name, secret: key };
  if (!deploys(values)) {
    printResult(print, isJson, output, () => `${key} is set; deploy it: npm run deploy -- ${environment}`);
    return 0;
  }
  const reason = values.reason ?? `another value of the secret ${key}`;
  const deployment = await deploy({ kind: "configure", reason }, context);
  printResult(print, isJson, { ...output, deployment }, () => `${key} is set\n\n${summary(deployment)}`);
  return exitCodeOf(deployment.status);
}

/** What `key=value` words set; values are YAML, so that JSON too. */
export function assignments(words: readonly string[]): readonly ConfigurationChange[] {
  if (words.length === 0) throw new UsageError("nothing to set", "Write it as key=value, or name a --secret <key>.");
  return words.map((word) => {
    const [, key, text = ""] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
    if (key === undefined) throw new UsageError(`"${word}" sets nothing`, `Write it as ${word}=value.`);
    return { path: valuePath(key), value: valueOf(key, text) };
  });
}

function valueOf(key: string, text: string): unknown {
  if (text.trim() === "") throw new UsageError(`${key} has no value`, "Give one, or take the key out: config remove.");
  try {
    return parse(text) as unknown;
  } catch {
    throw new UsageError(`the value of ${key} is neither YAML nor JSON`, `Quote it: '${key}="…"'.`);
  }
}
