import { deployedConfiguration } from "../../../automation/configuration/deployed";
import { configurationDifference, type KeyDifference } from "../../../automation/configuration/difference";
import { entriesOf, leavesOf, SECRET } from "../../../automation/configuration/entries";
import { valuePath } from "../../../automation/configuration/key";
import { configurationOf } from "../../../automation/history/difference";
import { findRelease } from "../../../automation/history/find";
import { readHistory } from "../../../automation/history/read";
import { nameOf, type Release, startOf } from "../../../automation/history/release";
import { DeploymentProblem } from "../../../automation/model/problem";
import { table } from "../../../tools/shared/table";
import { configurationTable } from "../render/diff";
import { printResult } from "../render/output";
import { whenText } from "../render/times";
import { cellText, NOTHING } from "../render/words";
import { verb } from "./verb";

const STARTS_NOTHING = (): boolean => false;

/** What `config get --json` prints. */
export interface ConfigGetOutput {
  readonly environment: string;
  readonly file: string;
  /** Values by the paths that `config set` takes; `[secret]` for secrets. */
  readonly values: Readonly<Record<string, string>>;
}

/** `config get <environment> [key]` */
export const get = verb({
  options: {},
  words: ["[key]"],
  deploys: STARTS_NOTHING,
  work: ({ context: { environment, configurationFile }, words: [key], isJson, print }) => {
    const all = [...leavesOf(entriesOf(configurationFile.read()))];
    const wanted = key === undefined ? all : all.filter(([path]) => isWithin(path, key));
    if (wanted.length === 0) throw notSet(key ?? "", configurationFile.name);
    const values = Object.fromEntries(wanted.map(([path, value]) => [path, "text" in value ? value.text : SECRET]));
    printResult(print, isJson, { environment, file: configurationFile.name, values }, getText);
    return Promise.resolve(0);
  },
});

function getText({ values }: ConfigGetOutput): string {
  return table(["key", "value"], Object.entries(values));
}

/** Whether a path is the one that a key means, or stands below it. */
function isWithin(path: string, key: string): boolean {
  const [first, ...within] = valuePath(key);
  const written = [first, ...within.map((segment) => (typeof segment === "number" ? `[${segment}]` : `.${segment}`))];
  const whole = written.join("");
  return path === whole || (path.startsWith(whole) && /^[.[]/.test(path.slice(whole.length)));
}

function notSet(key: string, file: string): DeploymentProblem {
  const next = "docs/generated/configuration.md has every key with its default.";
  return new DeploymentProblem("configuration-invalid", `${file} sets no ${key === "" ? "key" : key}`, next);
}

/** What `config diff --json` prints. */
export interface ConfigDiffOutput {
  readonly environment: string;
  readonly file: string;
  /** The release with which the file is compared. */
  readonly deployed: string;
  readonly differences: readonly KeyDifference[];
}

/** `config diff <environment> [id]`: in what the file differs from what is deployed, or from a release. */
export const diff = verb({
  options: {},
  words: ["[id]"],
  deploys: STARTS_NOTHING,
  work: async ({ context, words: [id], isJson, print }) => {
    const { environment, configurationFile } = context;
    const { releases } = await readHistory(context);
    const release = id === undefined ? deployedConfiguration(releases) : findRelease(releases, id);
    const deployed = release && configurationOf(release);
    if (release === undefined || deployed === undefined) throw notRecorded(id, environment);
    const differences = configurationDifference(deployed, entriesOf(configurationFile.read()));
    const output = { environment, file: configurationFile.name, deployed: nameOf(release), differences };
    printResult(print, isJson, output, diffText);
    return 0;
  },
});

function diffText({ environment, file, deployed, differences }: ConfigDiffOutput): string {
  if (differences.length === 0) return `${file} says what ${deployed} deployed`;
  return [
    `${file} differs from what ${deployed} deployed; the next deployment takes it:`,
    configurationTable(differences),
    `Deploy it: npm run deploy -- ${environment}; take it back: npm run config -- rollback ${environment} --to "${deployed}"`,
  ].join("\n");
}

function notRecorded(id: string | undefined, environment: string): DeploymentProblem {
  const what =
    id === undefined ? `nobody recorded what is deployed to ${environment}` : `nobody recorded that of ${id}`;
  return new DeploymentProblem("no-such-deployment", what, "npm run history lists what was deployed.");
}

/** A version of the configuration, as `config history --json` prints it. */
export interface ConfigVersionOutput {
  readonly name: string;
  readonly startedAt: string;
  readonly who?: string;
  readonly reason?: string;
  /** Keys that it changed; undefined for the oldest version that is known. */
  readonly changed?: readonly string[];
}

/** `config history <environment>`: the deployments that changed the configuration. */
export const history = verb({
  options: {},
  words: [],
  deploys: STARTS_NOTHING,
  work: async ({ context, isJson, print }) => {
    const { releases } = await readHistory(context);
    const versions = configurationVersions(releases);
    const now = context.clock.timeOfDay();
    printResult(print, isJson, { environment: context.environment, versions }, (each) => historyText(each, now));
    return 0;
  },
});

/** Releases whose configuration differs from that of the release before, newest first. */
export function configurationVersions(releases: readonly Release[]): readonly ConfigVersionOutput[] {
  const known = releases.filter((release) => configurationOf(release) !== undefined);
  return known.flatMap((release, index) => {
    const before = known[index + 1];
    const changed = before && changedKeys(before, release);
    if (changed?.length === 0) return [];
    const { record } = release;
    return [
      {
        name: nameOf(release),
        startedAt: startOf(release),
        ...(record !== undefined && { who: record.requestedBy.who }),
        ...(record?.reason !== undefined && { reason: record.reason }),
        ...(changed !== undefined && { changed }),
      },
    ];
  });
}

function changedKeys(before: Release, after: Release): string[] {
  return configurationDifference(configurationOf(before) ?? {}, configurationOf(after) ?? {}).map(({ key }) => key);
}

function historyText({ versions }: { readonly versions: readonly ConfigVersionOutput[] }, now: Date): string {
  if (versions.length === 0) return "nobody recorded a configuration yet";
  return table(
    ["id", "when", "who", "changed", "why"],
    versions.map(({ name, startedAt, who = NOTHING, changed, reason }) => [
      name,
      whenText(startedAt, now),
      who,
      changed === undefined ? "the first that is known" : cellText(changed.join(", ")),
      cellText(reason),
    ]),
  );
}
