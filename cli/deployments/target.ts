import type { AutomationContext } from "../../automation/context";
import { inAws } from "./aws-target";
import type { TargetArgs } from "./target-options";

/**
 * Opens an environment for `use`, and closes it whatever happens. Ctrl-C gives the signal: what is in flight is
 * finished and recorded.
 */
export async function withEnvironment<T>(
  args: TargetArgs,
  use: (context: AutomationContext) => Promise<T>,
): Promise<T> {
  // AWS's SDK says on each run that it will leave Node 20 in 2027; README.md says which versions are supported.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const interrupt = new AbortController();
  const onSignal = (): void => {
    interrupt.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, onSignal);
  try {
    // The installed program has no rehearsal.
    const open = args.target.isAws ? inAws : (await import("./rehearsal-target.ts")).inRehearsal;
    return await open({ ...args, signal: interrupt.signal }, use);
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
  }
}
