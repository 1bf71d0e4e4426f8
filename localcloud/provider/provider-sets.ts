import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { constructHandlers } from "../awsx/construct-service";
import type { Cloud } from "../cloud/cloud";
import { LetThrough, packageOf, type UncheckedResource } from "../cloud/unchecked";
import { serveProvider, type ServedProvider } from "./serve";
import { PACKAGES } from "./versions";

/** Calls of a provider that lets some types through. */
type Handlers = (letThrough: LetThrough) => UntypedServiceImplementation;

/** The package of what the local cloud keeps for itself, which no program asks for. */
const OWN_PACKAGE = "local";

interface ProviderSet {
  readonly served: readonly ServedProvider[];
  readonly letThrough: LetThrough;
}

/**
 * The providers of one cloud, once for all commands, and once more for each that lets types through: what one command
 * asks for loosens nothing for another.
 */
export class ProviderSets {
  /** By the value of `PULUMI_DEBUG_PROVIDERS`. */
  private readonly sets = new Map<string, ProviderSet>();

  constructor(
    private readonly handlers: Handlers,
    private readonly cloud: Pick<Cloud, "state" | "knows">,
  ) {}

  /** @returns the value of `PULUMI_DEBUG_PROVIDERS` that leads an engine to them. */
  async serve(letThrough = new LetThrough()): Promise<string> {
    const packages = new Set<string>([...PACKAGES, ...letThrough.packages, ...this.packagesHeld()]);
    const served = await Promise.all(
      [...packages].map((name) =>
        serveProvider(name, name === "awsx" ? constructHandlers() : this.handlers(letThrough)),
      ),
    );
    const providers = served.map(({ packageName, port }) => `${packageName}:${port}`).join(",");
    this.sets.set(providers, { served, letThrough });
    return providers;
  }

  /** Packages of what was let through before, which can be read and deleted. */
  private packagesHeld(): string[] {
    const unchecked = this.cloud.state.all().filter(({ type }) => !this.cloud.knows(type));
    return unchecked.map(({ type }) => packageOf(type)).filter((name) => name !== OWN_PACKAGE);
  }

  /** Ends the providers of a command, and tells what they let through. */
  end(providers: string): readonly UncheckedResource[] {
    const set = this.sets.get(providers);
    this.sets.delete(providers);
    for (const provider of set?.served ?? []) provider.stop();
    return set?.letThrough.resources ?? [];
  }

  endAll(): void {
    for (const providers of [...this.sets.keys()]) this.end(providers);
  }
}
