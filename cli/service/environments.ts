import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FileDriftChecks } from "../../automation/drift/file-drift-checks";
import type { Environments } from "../../service/environments";
import { inAws } from "../deployments/aws-target";
import { driftDirectory } from "../deployments/drift-directory";
import { deployedEnvironments } from "../deployments/environments";
import { keptFor } from "../deployments/kept-for";
import type { TargetOptions } from "../deployments/target-options";
import { validatorOf } from "../deployments/validator";
import { localPaths } from "../local/paths";
import { kindOf } from "../local/policy-pack";
import { LocalProject } from "../local/project";
import type { Report } from "../local/session";

/** The environments of a project, in the rehearsal or on AWS, as the deployment service works on them. */
export function projectEnvironments(root: string, target: TargetOptions, report: Report): Environments {
  // AWS's SDK says on each run that it will leave Node 20 in 2027; README.md says which versions are supported.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const once = onceEach(report);
  const kept = onceFor((environment) => keptFor(root, environment, target.isAws));
  const drift = new FileDriftChecks(driftDirectory(root, target));
  return {
    all: () =>
      LocalProject.environments(localPaths(root))
        .stacks()
        .map((name) => ({ name, kind: kindOf(root, name) ?? "production" })),
    isDeployed: (environment) => deployedEnvironments(root, target).includes(environment),
    open: async ({ environment, requester, emit, signal }, use) => {
      const open = target.isAws ? inAws : (await import("../deployments/rehearsal-target.ts")).inRehearsal;
      return open({ root, environment, target, report: once, emit, signal }, (context) =>
        use({ ...context, requester }),
      );
    },
    validate: validatorOf(root),
    configuration: (environment) => readFileSync(join(root, `Pulumi.${environment}.yaml`), "utf8"),
    kept,
    lastDrift: (environment) => drift.last(environment),
    asksAws: target.isAws || target.live.runs,
  };
}

/** Reports each line once: environments are opened every few seconds. */
function onceEach(report: Report): Report {
  const told = new Set<string>();
  return (line) => {
    if (told.has(line)) return;
    told.add(line);
    report(line);
  };
}

/** Opens what is kept of an environment once: a store knows then what it has read before. */
function onceFor<T>(open: (environment: string) => Promise<T>): (environment: string) => Promise<T> {
  const opened = new Map<string, Promise<T>>();
  return (environment) => {
    const known = opened.get(environment) ?? open(environment);
    opened.set(environment, known);
    known.catch(() => opened.delete(environment));
    return known;
  };
}
