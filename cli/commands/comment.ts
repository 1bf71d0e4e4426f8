import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commentTarget, commitOf, runUrlOf } from "../../ci/comment/comment-target";
import { postComment } from "../../ci/comment/post";
import { type EnvironmentPreview, previewOf } from "../../ci/comment/preview";
import { previewComment } from "../../ci/comment/preview-comment";
import { BASE_REGION } from "../../costs/prices/table";
import { UserError } from "../../tools/shared/user-error";
import { type Call, type Command, UsageError } from "../command";
import { configuredRegion } from "../../automation/configuration/configured-region";
import { withEnvironment } from "../deployments/target";
import { targetOptions } from "../deployments/target-options";

export const command: Command = {
  help: {
    summary: "Tells on a pull request what it would change, in one comment that is kept up to date.",
    usage: ["npm run comment -- preview <environment> [--aws]", "npm run comment -- post [--print]"],
    details: [
      "preview  previews the environment, and keeps what would change in .local/previews, without values of properties",
      "post     writes one comment about all that was previewed, or changes the one that is there",
      "Where a comment belongs, the variables of GitHub Actions, GitLab CI and Jenkins say (docs/ci.md).",
      "Without a pull request, or with --print, it is shown instead.",
    ],
    examples: [
      ["npm run comment -- preview staging && npm run comment -- post --print", "how the comment would look"],
      ["npm run comment -- preview production --aws", "as a pipeline does, with credentials for AWS"],
    ],
  },
  run: (call) => run(call),
};

function run(call: Call): Promise<number> {
  const [verb, ...args] = call.args;
  if (verb === "preview") return preview(call, args);
  if (verb === "post") return post(call, args);
  throw new UsageError(
    verb === undefined ? "comment does nothing by itself" : `comment has no verb "${verb}"`,
    "The verbs are preview and post.",
  );
}

/** @returns 1 where the preview fails, as it does where a mandatory policy is violated. */
async function preview({ root, report }: Call, args: readonly string[]): Promise<number> {
  const target = targetOptions(args);
  const [environment, ...rest] = target.others;
  if (environment === undefined || rest.length > 0) {
    throw new UsageError("preview takes one environment", "Such as npm run comment -- preview staging.");
  }
  const nothingRuns = { ...target, live: { ...target.live, runs: false } };
  const found = await withEnvironment(
    { root, environment, target: nothingRuns, report, emit: () => undefined },
    ({ engine, configurationFile, signal }) => {
      const region = configuredRegion(configurationFile.read(), engine.project) ?? BASE_REGION;
      return previewOf(environment, engine, region, signal);
    },
  );
  const folder = previewFolder(root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${environment}.json`), `${JSON.stringify(found, undefined, 2)}\n`);
  for (const error of found.errors) report(`error: ${error}`);
  report(`${environment}: ${found.changes.length} would change; npm run comment -- post --print shows it`);
  return found.succeeded ? 0 : 1;
}

async function post({ root, print, report }: Call, options: readonly string[]): Promise<number> {
  const unknown = options.find((option) => option !== "--print");
  if (unknown !== undefined) throw new UsageError(`post has no option ${unknown}`, "It takes --print, or nothing.");
  const body = previewComment(readPreviews(previewFolder(root)), {
    commit: commitOf(process.env),
    runUrl: runUrlOf(process.env),
  });
  const target = options.includes("--print") ? undefined : commentTarget(process.env);
  if (target === undefined) {
    print(body.trimEnd());
    return 0;
  }
  report(`the comment on ${target.kind} was ${await postComment(target, body)}`);
  return 0;
}

function previewFolder(root: string): string {
  return join(root, ".local", "previews");
}

/** The order in which environments are deployed. */
const ORDER = ["development", "staging", "production"];

function readPreviews(folder: string): EnvironmentPreview[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  if (files.length === 0) {
    throw new UserError("nothing was previewed", "Run npm run comment -- preview <environment> first.");
  }
  const place = ({ environment }: EnvironmentPreview): number => ORDER.indexOf(environment) + 1 || ORDER.length + 1;
  return files
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as EnvironmentPreview)
    .sort((one, other) => place(one) - place(other));
}
