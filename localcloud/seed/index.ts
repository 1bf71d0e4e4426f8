import type { CloudResource } from "../model/resource";
import type { CloudService, ResourceType } from "../model/resource-type";
import { texts } from "../model/values";
import type { CloudState } from "../state/cloud-state";
import { SEEDED_ACCOUNT, type SeededAccount } from "./account";
import { drawnValue, isSameSeed, seededResources } from "./resources";

const SEED = "local:seed/seed:Seed";

/** Remembers what was seeded, so that later changes and deletions of it stay. */
const seedRecord: ResourceType = {
  type: SEED,
  replaceOnChanges: [],
  make: ({ inputs }) => ({ id: "seed", computed: inputs }),
};

export const SEED_RECORDS: CloudService = { types: [seedRecord] };

/** Creates what the account holds from the start, each resource once in the life of the cloud. */
export function seed(state: CloudState, account: SeededAccount = SEEDED_ACCOUNT): void {
  const planted = texts(state.find(SEED, "seed")?.inputs ?? {}, "planted");
  const fresh = seededResources(account, state.accountId).filter((resource) => !planted.includes(keyOf(resource)));
  if (fresh.length === 0) return;
  const absent = fresh.filter(({ type, id }) => state.find(type, id) === undefined);
  state.put(...absent.map(drawnValue), record([...planted, ...fresh.map(keyOf)]));
}

/**
 * Has the account hold what a person lists, anew where the list says something else than before. What a stack made
 * stays as it is, and a secret without a value keeps the one that was drawn for it.
 */
export function plant(state: CloudState, account: SeededAccount): { readonly planted: number } {
  const wanted = seededResources(account, state.accountId).filter((resource) => {
    const found = state.find(resource.type, resource.id);
    return found === undefined || (found.urn === "" && !isSameSeed(found, resource));
  });
  state.put(...wanted.map(drawnValue));
  return { planted: wanted.length };
}

function record(planted: readonly string[]): CloudResource {
  return { type: SEED, id: "seed", region: "", urn: "", inputs: { planted }, computed: {} };
}

function keyOf({ type, id }: CloudResource): string {
  return `${type}::${id}`;
}
