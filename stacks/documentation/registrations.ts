import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";

/** A resource that a program asks the engine for. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A secret with a registry's credentials, which programs parse. */
const CREDENTIALS = {
  secretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:registry-AbCdEf",
  secretString: JSON.stringify({ username: "", password: "" }),
};

/** What providers answer where a program couldn't go on without. */
const ANSWERS: Readonly<Record<string, object>> = {
  "aws:secretsmanager/getSecretVersion:getSecretVersion": CREDENTIALS,
};

/**
 * Runs a program as in a preview, without engine and providers, and tells what it registers. Of a resource's outputs it
 * gets those that are inputs too, and an ARN; the others are unknown, as in a preview.
 *
 * Pulumi has one set of mocks in a process: nothing else may use its runtime meanwhile.
 */
export async function registrations(program: () => unknown, project: string, stack: string): Promise<Registration[]> {
  const registered: Registration[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs }) => {
      const given = inputs as Registration["inputs"];
      registered.push({ type, name, inputs: given });
      return { id: name, state: { arn: arnOf(type, name), ...given } };
    },
    call: ({ token }) => ANSWERS[token] ?? {},
  };
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0; // the SDK reads a trace for each promise it makes: three quarters of the time
  try {
    await pulumi.runtime.setMocks(mocks, project, stack, true);
    program();
    await settled(registered);
    return registered;
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** What stands for the ARN of a resource that is given none. */
export function arnOf(type: string, name: string): string {
  return `${type}/${name}`;
}

/** Waits until no registration is pending. */
async function settled(registered: readonly Registration[]): Promise<void> {
  let seen: number;
  do {
    seen = registered.length;
    await pulumi.runtime.disconnect(); // resolves when the queue of registrations is empty
    await setImmediate(); // lets what just became known lead to one more
  } while (registered.length > seen);
}
