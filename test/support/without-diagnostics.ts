import * as pulumi from "@pulumi/pulumi";

/** The part of the SDK that follows promises, which `@pulumi/pulumi` doesn't export. */
interface Debuggable {
  debuggablePromise: <T>(promise: Promise<T>) => Promise<T>;
}

/** The part of the SDK that notes where in the program a resource was made. */
interface Traced {
  stackTrace: () => readonly unknown[];
}

/**
 * Runs a program without what the SDK does to explain mistakes to people: a trace for each promise and resource, and two
 * more promises for each promise, which tell at the process's end that it never settled. That takes half of the time of a
 * program with mocks, and no test looks at it.
 */
export async function withoutDiagnostics<Result>(run: () => Promise<Result>): Promise<Result> {
  const debuggable = jest.requireActual<Debuggable>("@pulumi/pulumi/runtime/debuggable");
  const traced = pulumi.Resource as unknown as Traced;
  const { debuggablePromise } = debuggable;
  const { stackTrace } = traced;
  debuggable.debuggablePromise = (promise) => promise;
  traced.stackTrace = () => [];
  try {
    return await run();
  } finally {
    debuggable.debuggablePromise = debuggablePromise;
    traced.stackTrace = stackTrace;
  }
}
