import type { Fault } from "./faults/fault";
import type { ResourceSummary } from "./control/inspection";

export type { Fault, ResourceSummary };

/** All resources that the local cloud holds. */
export function listResources(controlUrl: string): Promise<ResourceSummary[]> {
  return ask(controlUrl, "GET", "/resources");
}

/** Everything about one resource but its secrets. */
export function showResource(controlUrl: string, id: string): Promise<Record<string, unknown>> {
  return ask(controlUrl, "GET", `/resource?id=${encodeURIComponent(id)}`);
}

/** Changes an input behind the engine's back. */
export function driftResource(controlUrl: string, id: string, input: string, value: unknown): Promise<{ id: string }> {
  return ask(controlUrl, "POST", "/drift", { id, input, value });
}

/** Deletes a resource behind the engine's back, whatever still uses it. */
export function deleteResource(controlUrl: string, id: string): Promise<{ id: string }> {
  return ask(controlUrl, "POST", "/delete", { id });
}

/** Resolves once no operation is under way. */
export async function settleOperations(controlUrl: string): Promise<void> {
  await ask(controlUrl, "POST", "/settle");
}

/** Makes the next operation of its kind go wrong. */
export function injectFault(
  controlUrl: string,
  fault: { operation: string; type: string; how: string },
): Promise<Fault> {
  return ask(controlUrl, "POST", "/faults", fault);
}

/** Faults that wait for their operation. */
export function listFaults(controlUrl: string): Promise<Fault[]> {
  return ask(controlUrl, "GET", "/faults");
}

export async function clearFaults(controlUrl: string): Promise<void> {
  await ask(controlUrl, "POST", "/faults/clear");
}

async function ask<T>(controlUrl: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(new URL(path, controlUrl), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(content.error ?? `the local cloud answered ${response.status}`);
  return content as T;
}
