import type { CloudReader, CloudResource } from "../model/resource";
import { Journal } from "./journal";

/** The account that the local cloud plays: AWS's example account. */
export const LOCAL_ACCOUNT_ID = "123456789012";

/** All resources of the local cloud, in memory for reading and in a journal for the next start. */
export class CloudState implements CloudReader {
  readonly accountId = LOCAL_ACCOUNT_ID;
  private readonly byType = new Map<string, Map<string, CloudResource>>();
  /** Lists of types that nothing has changed since: what is asked for again and again isn't copied again. */
  private readonly lists = new Map<string, readonly CloudResource[]>();
  private readonly listeners: (() => void)[] = [];

  private constructor(private readonly journal: Pick<Journal, "append" | "close">) {}

  static open(directory: string): CloudState {
    const { journal, values } = Journal.open(directory);
    const state = new CloudState(journal);
    for (const resource of values.values()) state.remember(resource as CloudResource);
    return state;
  }

  /** A cloud that ends with its process, such as a simulation's. */
  static inMemory(resources: readonly CloudResource[] = []): CloudState {
    const state = new CloudState({ append: () => undefined, close: () => undefined });
    for (const resource of resources) state.remember(resource);
    return state;
  }

  find(type: string, id: string): CloudResource | undefined {
    return this.byType.get(type)?.get(id);
  }

  ofType(type: string): readonly CloudResource[] {
    const known = this.lists.get(type);
    if (known !== undefined) return known;
    const list = [...(this.byType.get(type)?.values() ?? [])];
    this.lists.set(type, list);
    return list;
  }

  /** Every resource, in order of type and creation. */
  all(): CloudResource[] {
    return [...this.byType.values()].flatMap((resources) => [...resources.values()]);
  }

  /** Keeps resources, in place of those with their types and ids: all of them or, where that fails, none. */
  put(...resources: readonly CloudResource[]): void {
    this.journal.append(...resources.map((resource) => ({ key: keyOf(resource), value: resource })));
    for (const resource of resources) this.remember(resource);
    if (resources.some(isHeardOf)) this.tell();
  }

  /** Has a listener called after each change. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Forgets resources: all of them or, where that fails, none. */
  remove(...resources: readonly CloudResource[]): void {
    this.exchange(resources, []);
  }

  /** Forgets resources and keeps others: the whole of it or, where that fails, nothing. */
  exchange(forgotten: readonly CloudResource[], kept: readonly CloudResource[]): void {
    this.journal.append(
      ...forgotten.map((resource) => ({ key: keyOf(resource) })),
      ...kept.map((resource) => ({ key: keyOf(resource), value: resource })),
    );
    for (const { type, id } of forgotten) {
      this.lists.delete(type);
      this.byType.get(type)?.delete(id);
    }
    for (const resource of kept) this.remember(resource);
    if ([...forgotten, ...kept].some(isHeardOf)) this.tell();
  }

  close(): void {
    this.journal.close();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private remember(resource: CloudResource): void {
    const resources = this.byType.get(resource.type) ?? new Map<string, CloudResource>();
    this.byType.set(resource.type, resources.set(resource.id, resource));
    this.lists.delete(resource.type);
  }
}

/** What is in buckets changes often, and nothing that behaves looks at it. */
function isHeardOf({ type }: CloudResource): boolean {
  return !type.startsWith("local:s3/");
}

function keyOf(resource: CloudResource): string {
  return `${resource.type}::${resource.id}`;
}
