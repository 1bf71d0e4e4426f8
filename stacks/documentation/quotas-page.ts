import type { Configuration } from "../environment/sections";
import { type Quota, type QuotaNeed, QUOTAS } from "./quotas";

const INTRODUCTION = `\
<!-- Made by npm run generate from the committed environments; edit those. -->

# Quotas

AWS lets an account have so much in a region, and a new account often less than is usual. What is over a quota, AWS refuses
half-way: instances that don't start, tasks that stay pending, a NAT gateway without an address. Ask before the first
deployment; it takes hours to days.

From the first deployment on, and at the most: at the maximum of every service while all are deployed at once. The last
column is for all environments in one account and region; in accounts of their own, which is better, each has quotas of its
own.`;

const REQUESTS = `\
## Asking

With the credentials of the environment's account, in its region. What it has, and what became of a request:

\`\`\`sh
aws service-quotas get-service-quota --service-code ec2 --quota-code L-1216C47A --query Quota.Value
aws service-quotas list-requested-service-quota-change-history --service-code ec2
\`\`\`

For whatever takes more than is usual, here with all environments in one account; Fargate's only if you use it:`;

const REMARKS = `\
Ask for more than that. While instances are replaced, up to half as many more run. Instance types of other families than
those in the name, such as G, have quotas of their own. The figures are those of the committed
files: other services, sizes and bounds need others, which \`npm run generate\` computes.`;

/** What each environment takes of an account's quotas, and how to ask for more, as Markdown. */
export function quotasPage(configurations: readonly Configuration[]): string {
  const columns = ["quota", "service", "code", "usual", ...configurations.map(({ environment }) => environment), "all"];
  return [
    INTRODUCTION,
    "",
    row(columns),
    row(columns.map(() => "---")),
    ...QUOTAS.map((quota) => quotaRow(quota, configurations)),
    "",
    REQUESTS,
    "",
    "```sh",
    ...QUOTAS.flatMap((quota) => request(quota, configurations)),
    "```",
    "",
    REMARKS,
    "",
  ].join("\n");
}

function quotaRow(quota: Quota, configurations: readonly Configuration[]): string {
  const needs = configurations.map(quota.need);
  const { name, service, code, usual } = quota;
  return row([name, `\`${service}\``, `\`${code}\``, String(usual), ...[...needs, total(needs)].map(range)]);
}

/** Asks for what all environments of one account take, where that is more than usual. */
function request(quota: Quota, configurations: readonly Configuration[]): string[] {
  const { service, code, usual } = quota;
  const { most } = total(configurations.map(quota.need));
  if (most <= usual) return [];
  const command = `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code}`;
  return [`${command} --desired-value ${most}`];
}

function total(needs: readonly QuotaNeed[]): QuotaNeed {
  return needs.reduce((sum, { least, most }) => ({ least: sum.least + least, most: sum.most + most }));
}

function range({ least, most }: QuotaNeed): string {
  return least === most ? String(most) : `${least} to ${most}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
