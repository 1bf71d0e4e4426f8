import { exitCodeOf } from "../../automation/model/event";
import { DeploymentProblem } from "../../automation/model/problem";
import { deploy } from "../../automation/pipeline/deploy";
import type { BuildRequest } from "../../automation/pipeline/request";
import { type Call, type Command, UsageError } from "../command";
import { progressLines, summary } from "../deployments/progress";
import { withEnvironment } from "../deployments/target";
import { targetOptions } from "../deployments/target-options";
import { optionValues } from "../option-values";

export const command: Command = {
  help: {
    summary:
      "Deploys an environment in eight steps, verifies it, and returns to the last verified deployment on failure.",
    usage: [
      "npm run deploy -- <environment> [--image <reference> | --build <folder> --repository <url> --tag <tag>]",
      "                 [--reason <text>] [--may-destroy <name>,…] [--approval <id>] [--json]",
      "                 [--aws | --speed <factor> --once --require-approval]",
    ],
    details: [
      "It previews with the policies, refuses to delete or replace what holds data unless --may-destroy names it, updates,",
      "watches the traffic shift, verifies what runs, and cleans up. Each deployment is recorded: proofpix history.",
      "It works on the rehearsal on this machine; --aws works on AWS, with the backend and the credentials of this shell.",
      "Exit codes: 0 done, 1 failed (rolled back or not), 2 usage, 3 refused before anything changed.",
    ],
    examples: [
      ["npm run deploy -- development", "deploys development as its configuration says"],
      ["npm run deploy -- production --image registry.proofpix.com/proofpix/enterprise:1.1.0", "deploys another image"],
    ],
  },
  run,
};

/** An image to build; undefined where none is. */
function buildRequest({
  build: directory,
  image,
  repository: repositoryUrl,
  tag,
}: Partial<Record<"build" | "image" | "repository" | "tag", string>>): BuildRequest | undefined {
  if (directory === undefined) return undefined;
  if (repositoryUrl === undefined || tag === undefined || image !== undefined) {
    throw new UsageError(
      "--build needs --repository and --tag, and goes without --image",
      "Such as --build examples/enterprise --repository registry.proofpix.com/proofpix/enterprise --tag 1.4.2.",
    );
  }
  return { source: { directory }, repositoryUrl, tag };
}

async function run({ root, args, print, report }: Call): Promise<number> {
  const target = targetOptions(args);
  const { values, others } = optionValues(target.others, {
    image: "value",
    build: "value",
    repository: "value",
    tag: "value",
    reason: "value",
    approval: "value",
    "may-destroy": "value",
    json: "flag",
  });
  const [environment = "development", ...rest] = others;
  if (rest.length > 0)
    throw new UsageError(`${rest.join(" ")} is not for this command`, "See npm run deploy -- --help.");
  try {
    const record = await withEnvironment(
      { root, environment, target, report, emit: progressLines(report) },
      (context) =>
        deploy(
          {
            image: values.image,
            build: buildRequest(values),
            reason: values.reason,
            approval: values.approval,
            mayDestroy: values["may-destroy"]?.split(","),
          },
          context,
        ),
    );
    print(values.json === undefined ? summary(record) : JSON.stringify(record, undefined, 2));
    return exitCodeOf(record.status);
  } catch (error) {
    if (!(error instanceof DeploymentProblem)) throw error;
    report(`error: ${error.message}\n  ${error.nextStep}`);
    return error.isRefusal ? 3 : 1;
  }
}
