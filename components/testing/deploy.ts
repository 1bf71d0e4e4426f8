import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { mocks } from "./mocks";
import { recordRegistrations, type Registered } from "./registered";
import { watchInputs } from "./sdk.cjs";

/**
 * Runs a program, or a part of one, against mocks.
 * @param program creates resources; what it returns is awaited.
 * @param answers answer for AWS and other providers.
 * @returns every resource that it registered, once no registration is pending.
 * @throws what the program throws, and what an input of a resource fails with.
 */
export async function deploy(
  program: () => unknown,
  answers: pulumi.runtime.Mocks = mocks(),
): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  await pulumi.runtime.setMocks(answers);
  recordRegistrations(registered);
  const { failure, unwatch } = watchedInputs();
  try {
    await Promise.race([completed(program, registered), failure]);
  } finally {
    unwatch();
  }
  return registered;
}

/**
 * The problems with which a component refuses its arguments, as `<argument>: <reason>`.
 * @param program creates the component.
 * @param answers answer for AWS and other providers.
 * @throws what is thrown otherwise, and where nothing is refused.
 */
export async function refusals(
  program: () => unknown,
  answers: pulumi.runtime.Mocks = mocks(),
): Promise<readonly string[]> {
  try {
    await deploy(program, answers);
  } catch (error) {
    if (!pulumi.InputPropertiesError.isInstance(error)) throw error;
    return error.errors.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
  }
  throw new Error("expected the arguments to be refused");
}

function watchedInputs(): { readonly failure: Promise<never>; readonly unwatch: () => void } {
  let unwatch: () => void = () => undefined;
  const failure = new Promise<never>((_, reject) => {
    unwatch = watchInputs(reject);
  });
  failure.catch(() => undefined); // where the program was refused before, nobody waits for it
  return { failure, unwatch };
}

/** Also of a program that was refused half-way: what it had begun would end in the next one's mocks. */
async function completed(program: () => unknown, registered: readonly Registered[]): Promise<void> {
  try {
    await program();
  } finally {
    await registrationsSettled(registered);
  }
}

/** A resource that a timer creates later is not seen. */
async function registrationsSettled(registered: readonly Registered[]): Promise<void> {
  let seen: number;
  do {
    seen = registered.length;
    await pulumi.runtime.disconnect(); // resolves when the queue of registrations is empty
    await setImmediate(); // lets a pending apply() queue one more
  } while (registered.length > seen);
}
