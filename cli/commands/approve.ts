import { type Approval, type Approvals, statusOf } from "../../automation/approvals";
import { nameOf } from "../../automation/engine/operation";
import { DeploymentProblem } from "../../automation/model/problem";
import { table } from "../../tools/shared/table";
import { type Call, type Command, UsageError } from "../command";
import { keptFor } from "../deployments/kept-for";
import { requesterOf } from "../deployments/requester-of";
import { type TargetOptions, targetOptions } from "../deployments/target-options";
import { optionValues } from "../option-values";

export const command: Command = {
  help: {
    summary: "Shows a deployment that waits for an approval, and approves or rejects it.",
    usage: [
      "npm run approve -- <environment> [<request>] [--yes | --reject | --revoke] [--comment <text>] [--json]",
      "                  [--aws | --as <who>]",
    ],
    details: [
      "Without a request it lists those that wait. Without --yes it shows what would be deployed: an approval counts for",
      "exactly that, once, for a day, and not from who asked for it. On AWS the identity of the credentials decides who",
      "approves; the roles of IAM decide who may. In a rehearsal, --as plays somebody else.",
    ],
    examples: [
      ["npm run approve -- production", "lists what waits for an approval"],
      ["npm run approve -- production 20261130-125901-4f2a --yes --as reviewer", "approves it"],
    ],
  },
  run: approve,
};

async function approve({ root, args, print, report }: Call): Promise<number> {
  const target = targetOptions(args);
  const { values, others } = optionValues(target.others, {
    ...({ yes: "flag", reject: "flag", revoke: "flag", json: "flag" } as const),
    comment: "value",
  });
  const [environment, id, ...rest] = others;
  if (environment === undefined || rest.length > 0) {
    throw new UsageError("an environment, and at most one request", "See npm run approve -- --help.");
  }
  const { approvals } = await keptFor(root, environment, target.isAws);
  const show = (shown: unknown, text: string): void => {
    print(values.json === undefined ? text : JSON.stringify(shown, undefined, 2));
  };
  try {
    if (id === undefined) {
      const pending = await approvals.pending(environment);
      show(pending, pendingText(environment, pending));
      return 0;
    }
    const approval = await decided({ environment, id, root, target, approvals, values });
    show(approval, approvalText(approval));
    return 0;
  } catch (error) {
    if (!(error instanceof DeploymentProblem)) throw error;
    report(`error: ${error.message}\n  ${error.nextStep}`);
    return 3;
  }
}

interface Decision {
  readonly environment: string;
  readonly id: string;
  readonly root: string;
  readonly target: TargetOptions;
  readonly approvals: Approvals;
  readonly values: Partial<Readonly<Record<"yes" | "reject" | "revoke" | "comment", string>>>;
}

/** Decides on a request, if the command line says how. */
async function decided({ environment, id, root, target, approvals, values }: Decision): Promise<Approval> {
  const approval = await approvals.find(environment, id);
  const { yes, reject, revoke, comment } = values;
  if (yes === undefined && reject === undefined && revoke === undefined) return approval;
  const by = await requesterOf(root, environment, target);
  if (revoke !== undefined) {
    await approvals.revoke(environment, id, by, comment);
    return approvals.find(environment, id);
  }
  const outcome = reject === undefined ? "approved" : "rejected";
  return approvals.decide(environment, id, {
    outcome,
    digest: approval.request.digest,
    by,
    ...(comment !== undefined && { comment }),
  });
}

function pendingText(environment: string, pending: readonly Approval[]): string {
  if (pending.length === 0) return `nothing of ${environment} waits for an approval`;
  const rows = pending.map(({ request: { id, requestedBy, requestedAt, expiresAt, subject, reason } }) => [
    id,
    requestedBy.who,
    requestedAt,
    expiresAt,
    String(subject.operations.length),
    reason ?? "",
  ]);
  return table(["request", "asked by", "asked", "expires", "changes", "why"], rows);
}

function approvalText(approval: Approval): string {
  const { request, decision } = approval;
  const { subject, id, requestedBy, reason, digest } = request;
  const rows = subject.operations.map(({ kind, urn, changes, replacedBy }) => [
    kind,
    nameOf({ urn }),
    [...changes, ...replacedBy.map((path) => `${path} (replaces)`)].join(", "),
  ]);
  const images = Object.values(subject.imageDigests);
  return [
    `request ${id} of ${subject.environment}: ${statusOf(approval, new Date())}`,
    `asked by ${requestedBy.who} from ${requestedBy.from}${reason === undefined ? "" : `: ${reason}`}`,
    `commit ${subject.commit}, configuration ${subject.configurationDigest.slice(0, 12)}${images.length === 0 ? "" : `, image ${images.join(", ")}`}`,
    `digest ${digest}`,
    ...(decision === undefined
      ? []
      : [`${decision.outcome} by ${decision.by.who}${decision.comment === undefined ? "" : `: ${decision.comment}`}`]),
    ...(rows.length === 0 ? ["nothing changes"] : [table(["", "resource", "what changes"], rows)]),
  ].join("\n");
}
