import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { parseArn } from "../../components/shared/arn";
import { splitImageReference } from "../../components/shared/image-reference";
import { nearestNames } from "../../components/shared/nearest-name";
import type { SeededAccount } from "../../localcloud/control-client";
import { UserError } from "../../tools/shared/user-error";
import { SEEDS, type Seeds } from "./seeds-schema";

const NEXT =
  "docs/rehearsing-your-program.md describes the file, and docs/generated/seeds.schema.json is its JSON Schema.";

/** The end of a secret's ARN, where AWS appends six characters. */
const SUFFIX_LENGTH = 6;

/**
 * Reads a file of seeds, YAML or JSON.
 * @param folder from which a relative path begins
 * @throws {UserError} with every problem of the file; values of secrets are in none of them.
 */
export function readSeeds(file: string, folder: string, environment: NodeJS.ProcessEnv): SeededAccount {
  const path = resolve(folder, file);
  if (!existsSync(path))
    throw new UserError(`there is no file of seeds ${path}`, "Name one that is there: seeds.yaml, or its whole path.");
  return seedsOf(readFileSync(path, "utf8"), file, environment);
}

/** What a text of a file of seeds lists. */
export function seedsOf(text: string, file: string, environment: NodeJS.ProcessEnv): SeededAccount {
  const { success, data, error } = SEEDS.safeParse(contentOf(text, file));
  if (!success) throw wrong(file, error.issues.flatMap(problemsOf));
  const problems = contradictions(data, environment);
  if (problems.length > 0) throw wrong(file, problems);
  return accountOf(data, environment);
}

/** The file's content; an empty file lists nothing. */
function contentOf(text: string, file: string): unknown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length === 0) return document.toJS() ?? {};
  const problems = document.errors.map(
    ({ message, pos: [place] }) =>
      `line ${lines.linePos(place).line}: ${(message.split("\n")[0] ?? "").replace(/ at line.*/, "")}`,
  );
  throw wrong(file, problems);
}

type Issue = NonNullable<ReturnType<typeof SEEDS.safeParse>["error"]>["issues"][number];

function problemsOf(issue: Issue): string[] {
  const place = pathText(issue.path);
  if (issue.code !== "unrecognized_keys") return [`${place === "" ? "it" : place} ${issue.message}`];
  const known = knownAt(issue.path);
  return issue.keys.map((key) => {
    const nearest = nearestNames(key, known);
    const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : `there are ${known.join(", ")}`;
    return `${pathText([...issue.path, key])} is unknown; ${hint}`;
  });
}

/** Names of a group, by where it stands. */
function knownAt([list]: Issue["path"]): string[] {
  const { shape } = SEEDS;
  if (list === undefined) return Object.keys(shape);
  const groups: Readonly<Record<string, readonly string[]>> = {
    hostedZones: Object.keys(shape.hostedZones.unwrap().element.shape),
    registries: Object.keys(shape.registries.unwrap().element.shape),
    secrets: Object.keys(shape.secrets.unwrap().element.shape),
    certificates: Object.keys(shape.certificates.unwrap().element.shape),
  };
  return [...(groups[String(list)] ?? [])];
}

function pathText(path: Issue["path"]): string {
  return path.reduce<string>(
    (text, segment) =>
      typeof segment === "number" ? `${text}[${segment}]` : [text, String(segment)].filter(Boolean).join("."),
    "",
  );
}

/** What no single value tells. */
function contradictions({ secrets, registries, hostedZones }: Seeds, environment: NodeJS.ProcessEnv): string[] {
  return [
    ...secrets.flatMap((secret, index) => [
      ...identityProblems(secret, `secrets[${index}]`),
      ...valueProblems("value", secret.value, secret.valueFromEnvironment, `secrets[${index}]`, environment),
    ]),
    ...registries.flatMap(({ password, passwordFromEnvironment }, index) => [
      ...valueProblems("password", password, passwordFromEnvironment, `registries[${index}]`, environment),
      ...(password === undefined && passwordFromEnvironment === undefined
        ? [
            `registries[${index}] has neither password nor passwordFromEnvironment; a registry that demands none needs no entry`,
          ]
        : []),
    ]),
    ...twice(hostedZones.map(({ name }) => name)).map((name) => `hostedZones has ${name} twice; leave one out`),
    ...twice(secrets.map(({ arn, name, region }) => arn ?? `${name} in ${region}`)).map(
      (name) => `secrets has ${name} twice; leave one out`,
    ),
  ];
}

function identityProblems({ arn, name, region }: Seeds["secrets"][number], place: string): string[] {
  if (arn !== undefined) {
    return name === undefined && region === undefined
      ? []
      : [`${place} has arn beside name or region; leave one of them out`];
  }
  if (name !== undefined && region !== undefined) return [];
  return [`${place} needs name and region, or arn; ${name === undefined ? "name" : "region"} is missing`];
}

function valueProblems(
  key: "value" | "password",
  given: string | undefined,
  variable: string | undefined,
  place: string,
  environment: NodeJS.ProcessEnv,
): string[] {
  if (variable === undefined) return [];
  if (given !== undefined) return [`${place} has ${key} beside ${key}FromEnvironment; leave one out`];
  if (environment[variable] !== undefined) return [];
  return [`${place}.${key}FromEnvironment names ${variable}, which isn't set; export it first`];
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function wrong(file: string, problems: readonly string[]): UserError {
  const lines = problems.map((problem) => `\n  - ${problem}`).join("");
  return new UserError(
    `${file} has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:${lines}`,
    NEXT,
  );
}

function accountOf(seeds: Seeds, environment: NodeJS.ProcessEnv): SeededAccount {
  return {
    hostedZones: seeds.hostedZones.map(({ name, id = zoneIdOf(name) }) => ({ name, id })),
    secrets: seeds.secrets.map((secret) => ({
      ...identityOf(secret),
      value: secret.valueFromEnvironment === undefined ? secret.value : environment[secret.valueFromEnvironment],
    })),
    registries: registriesOf(seeds, environment),
    certificates: seeds.certificates,
  };
}

function identityOf({
  arn,
  name = "",
  region = "",
}: Seeds["secrets"][number]): Omit<SeededAccount["secrets"][number], "value"> {
  if (arn === undefined) return { region, name, suffix: tokenOf(name).slice(0, SUFFIX_LENGTH) };
  const { region: from, accountId, resource } = parseArn(arn);
  const named = resource.replace(/^secret:/, "");
  return { region: from, accountId, name: named.slice(0, -SUFFIX_LENGTH - 1), suffix: named.slice(-SUFFIX_LENGTH) };
}

/** The registries with their images; credentials are of those that are listed themselves. */
function registriesOf({ images, registries }: Seeds, environment: NodeJS.ProcessEnv): SeededAccount["registries"] {
  const parts = images.map(splitImageReference);
  const hosts = new Set([...registries.map(({ host }) => host), ...parts.map(({ registry = "" }) => registry)]);
  return [...hosts].map((host) => {
    const listed = registries.find((each) => each.host === host);
    const password = listed?.password ?? environment[listed?.passwordFromEnvironment ?? ""] ?? "";
    const held = parts.filter(({ registry }) => registry === host);
    const paths = [...new Set(held.map(({ repository }) => repository))];
    return {
      host,
      ...(listed !== undefined && { credentials: { username: listed.username, password } }),
      repositories: paths.map((path) => ({
        path,
        tags: held.filter(({ repository }) => repository === path).map(({ tag, digest }) => digest ?? tag ?? ""),
      })),
    };
  });
}

function zoneIdOf(name: string): string {
  return `Z0${tokenOf(name).slice(0, 12).toUpperCase()}`;
}

function tokenOf(name: string): string {
  return createHash("sha256").update(name).digest("hex");
}
