import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { listResources, showResource } from "../../localcloud/control-client";
import { SEEDED_ACCOUNT } from "../../localcloud/seed/account";
import type { Rehearsal } from "./rehearsal";

/** An exported resource, as far as it tells of secrets. */
interface Exported {
  readonly type: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/**
 * Expects secret values to be nowhere but in the cloud's own store, which stands for AWS itself: not in the output of any
 * command, nor in a state, history, log or configuration file, nor in what `cloud list` and `cloud show` tell.
 * @param planted values that the cloud's store holds.
 */
export async function expectHidden(rehearsal: Rehearsal, stack: string, planted: readonly string[]): Promise<void> {
  const store = join(rehearsal.paths.cloud, "state", "journal.jsonl");
  const places: Readonly<Record<string, string>> = {
    "output of commands": rehearsal.printed,
    "cloud list and cloud show": await shownByCloud(rehearsal),
    ...filesBelow(rehearsal.paths.local, [store]),
  };
  const values = [...planted, ...registryPasswords(), ...(await generatedPasswords(rehearsal, stack))];
  const found = values.flatMap((value) =>
    Object.keys(places).filter((place) => formsOf(value).some((form) => places[place]?.includes(form))),
  );

  expect(found).toEqual([]);
  for (const value of planted) expect(readFileSync(store, "utf8")).toContain(value); // the search would find them
  expect(statSync(store).mode & 0o077).toBe(0);
}

/** The value itself, and as Kubernetes, Docker and AWS's APIs often carry it. */
function formsOf(value: string): string[] {
  return [value, Buffer.from(value).toString("base64").replace(/=+$/, "")];
}

function filesBelow(folder: string, left: readonly string[]): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !left.includes(file));
  if (files.every((file) => !file.includes(`${sep}.pulumi${sep}stacks${sep}`))) throw new Error("there is no state");
  return Object.fromEntries(files.map((file) => [file, readFileSync(file, "utf8")]));
}

async function shownByCloud(rehearsal: Rehearsal): Promise<string> {
  const { controlUrl } = await rehearsal.cloud();
  const resources = await listResources(controlUrl);
  const shown = await Promise.all(resources.map(({ type, id }) => showResource(controlUrl, `${type}::${id}`)));
  return JSON.stringify([resources, shown]);
}

function registryPasswords(): string[] {
  return SEEDED_ACCOUNT.registries.flatMap(({ credentials }) => credentials?.password ?? []);
}

/** What the Random provider drew for a stack, which only the engine's state holds, encrypted. */
async function generatedPasswords(rehearsal: Rehearsal, stack: string): Promise<string[]> {
  const exported = await rehearsal.secretly("stack", "export", "--show-secrets", "--stack", stack);
  const { deployment } = JSON.parse(exported) as { deployment: { resources: readonly Exported[] } };
  return deployment.resources
    .filter(({ type }) => type === "random:index/randomPassword:RandomPassword")
    .flatMap(({ outputs = {} }) => [outputs.result, outputs.bcryptHash])
    .map(opened);
}

/** The engine exports a secret as JSON text within its mark. */
function opened(value: unknown): string {
  return JSON.parse((value as { plaintext: string }).plaintext) as string;
}
