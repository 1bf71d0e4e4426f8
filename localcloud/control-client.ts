import { UserError } from "../tools/shared/user-error";
import type { ResourceSummary } from "./control/inspection";
import type { Fault } from "./faults/fault";
import type { CloudResource } from "./model/resource";

export type { Fault, ResourceSummary };

/** All resources that the local cloud holds. */
export function listResources(controlUrl: string): Promise<ResourceSummary[]> {
  return ask(controlUrl, "GET", "/resources");
}

/** Everything that the local cloud holds, but its secrets. */
export function readState(controlUrl: string): Promise<CloudResource[]> {
  return ask(controlUrl, "GET", "/state");
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
  const response = await reach(new URL(path, controlUrl), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content: unknown = await response.json();
  if (response.ok) return content as T;
  const { error, nextStep } = content as { readonly error: string; readonly nextStep: string };
  throw new UserError(error, nextStep);
}

async function reach(url: URL, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (cause) {
    throw new UserError("the local cloud has ended", "Run the command again, which starts it anew.", { cause });
  }
}
