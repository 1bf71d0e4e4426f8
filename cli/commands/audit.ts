import { table } from "../../tools/shared/table";
import type { AuditEntry, TrailVerification } from "../../automation/audit";
import { type Call, type Command, UsageError } from "../command";
import { keptFor } from "../deployments/kept-for";
import { optionValues } from "../option-values";

export const command: Command = {
  help: {
    summary: "Shows the audit trail of deployments, and finds whatever was altered in it.",
    usage: ["npm run audit -- [show | verify] [--environment <name>] [--json] [--aws]"],
    details: [
      "show lists who did what, when, from where, and how it ended, the newest last. verify compares every entry with the",
      "hash of the one before and with the heads that were anchored outside: it finds entries that were edited, are missing,",
      "stand elsewhere, were put in or are cut off. Exit code 1 says that something was altered. On AWS each environment",
      "has a trail of its own, so that --environment is needed.",
    ],
    examples: [
      ["npm run audit -- verify", "tells whether the trail is as it was written"],
      ["npm run audit -- show --environment production", "lists what was done in production"],
      ["npm run audit -- verify --environment production --aws", "verifies the trail of production on AWS"],
    ],
  },
  run: audit,
};

async function audit({ root, args, print }: Call): Promise<number> {
  const { values, others } = optionValues(args, { environment: "value", json: "flag", aws: "flag" });
  const [action = "show", ...rest] = others;
  if (rest.length > 0 || !["show", "verify"].includes(action)) {
    throw new UsageError(`${others.join(" ")} is not for this command`, "See npm run audit -- --help.");
  }
  const { audit: trail } = await keptFor(root, values.environment, values.aws !== undefined);
  const isJson = values.json !== undefined;
  if (action === "verify") {
    const verification = await trail.verify();
    print(isJson ? JSON.stringify(verification, undefined, 2) : verificationText(verification));
    return verification.isIntact ? 0 : 1;
  }
  const entries = (await trail.entries()).filter(
    ({ what }) => values.environment === undefined || what.environment === values.environment,
  );
  print(isJson ? JSON.stringify(entries, undefined, 2) : entriesText(entries));
  return 0;
}

function verificationText({ entries, isIntact, findings }: TrailVerification): string {
  const verdict = isIntact ? "as it was written" : "ALTERED";
  const rows = findings.map(({ kind, sequence, line, message }) =>
    [kind, sequence ?? "", line ?? "", message].map(String),
  );
  return [
    `the audit trail is ${verdict}: ${entries === 1 ? "1 entry" : `${entries} entries`}`,
    ...(rows.length === 0 ? [] : [table(["finding", "entry", "line", ""], rows)]),
  ].join("\n");
}

function entriesText(entries: readonly AuditEntry[]): string {
  if (entries.length === 0) return "nothing was done yet";
  const rows = entries.map(({ sequence, time, who, what, from, outcome }) => [
    String(sequence),
    time,
    who,
    [what.action, what.environment, what.deploymentId].filter(Boolean).join(" "),
    outcome,
    from.run ?? from.host,
  ]);
  return table(["", "when", "who", "what", "outcome", "from"], rows);
}
